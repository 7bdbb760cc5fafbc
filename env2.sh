. /tmp/e2e/env.sh
