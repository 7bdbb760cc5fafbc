#!/bin/sh
# The part of verify.sh that runs in the bare Debian: installs the package, uses it as a user would, removes it.
# Usage: verify_inside.sh PACKAGE
set -eu
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive
user=traveller
home=/home/$user
decks=/opt/deckapp/_internal/deckapp/_data/decks
die() { printf 'verify: %s\n' "$*" >&2; exit 1; }
as_user() { su "$user" --command "export DISPLAY=:9; cd; $*"; }
everything() { find / -xdev \( -path /proc -o -path /sys -o -path /tmp -o -path /verify -o -path "$home" \) -prune -o -print | sort; }

# Waits until a command succeeds; what is asked for comes within seconds or not at all.
until_true() { # what-for command…
    what=$1
    shift
    tries=0
    until "$@" >/dev/null 2>&1; do
        tries=$((tries + 1))
        [ $tries -le 300 ] || die "Waited in vain: $what"
        sleep 0.1
    done
}
keys() { as_user xdotool key --delay 60 "$@"; }
picture() { sleep 1; cp /tmp/Xvfb_screen0 "/verify/$1.xwd"; } # for people to look at

! ping -c 1 -W 1 127.0.0.1 2>/dev/null || die "There is a network."
useradd --create-home --shell /bin/sh $user
everything > /verify/before
dpkg --install "$1"

echo "- commands"
as_user deckapp check $decks/moscow-2017.yaml > /verify/check.txt
as_user deckapp export $decks/moscow-2017.yaml cards.pdf
[ "$(head -c 5 $home/cards.pdf)" = %PDF- ] || die "That is no PDF."
as_user 'printf %s "a long passphrase" | deckapp export --passphrase' $decks/moscow-2017.yaml locked.pdf
grep -q /Encrypt $home/locked.pdf || die "That PDF is not encrypted."
as_user deckapp --version

echo "- the window: read, write, save, look at the pages, leave"
Xvfb :9 -screen 0 1366x768x24 -nolisten tcp -fbdir /tmp >/verify/xvfb.log 2>&1 &
server=$!
until_true "an X server" as_user xdotool getdisplaygeometry
as_user deckapp > /verify/window.log 2>&1 &
window=$!
until_true "the window with the Moscow deck" as_user xdotool search --onlyvisible --name Moscow
process=$(dirname "$(find /proc/[0-9]*/exe -lname /opt/deckapp/deckapp | head -n 1)")
as_user xdotool search --onlyvisible --name Moscow windowfocus
picture start
keys space space space
picture revealed
keys ctrl+2
picture edit
keys ctrl+shift+n
as_user xdotool type --delay 40 '"Landing at Vnukovo"'
keys Tab
as_user xdotool type --delay 40 '"We came to be plain with you."'
keys ctrl+s
own="$home/Documents/moscow-2017.yaml"
until_true "the deck in Documents" grep -q "title: Landing at Vnukovo" "$own"
picture saved
[ "$(diff $decks/moscow-2017.yaml "$own" | grep -c '^<')" = 0 ] || die "Saving changed other lines."
keys ctrl+3
until_true "Qt's reader of PDFs" grep -q libQt6Pdf "$process/maps"
picture print
keys ctrl+q
wait $window || die "The window ended badly: $(cat /verify/window.log)"
[ ! -s /verify/window.log ] || die "The window complained: $(cat /verify/window.log)"

echo "- it begins where it ended"
as_user deckapp > /verify/window.log 2>&1 &
window=$!
until_true "the window again" as_user xdotool search --onlyvisible --name Moscow
as_user xdotool search --onlyvisible --name Moscow windowfocus
picture again
keys ctrl+q
wait $window || die "The window ended badly the second time."
kill $server
wait $server || true

echo "- removed"
dpkg --purge deckapp
everything > /verify/after
left=$(diff /verify/before /verify/after | grep '^>' | grep -v -E '^> /var/(cache|lib/dpkg|log)/' || true)
[ -z "$left" ] || die "Left behind: $left"
# (dpkg takes /opt itself away where nothing else is in it.)
gone=$(diff /verify/before /verify/after | grep '^<' | grep -v -x '< /opt' || true)
[ -z "$gone" ] || die "Taken away: $gone"
find $home -type f | sort
