#!/bin/sh
# Sets up what a make target stands on: system libraries, the virtual environment .venv, the package.
# Usage: packaging/setup.sh run|test|bench|package, called by the Makefile. PYTHON=… names the Python to use.
# System packages are installed by root or through a sudo that asks nothing; otherwise the command is printed.
set -eu
cd "$(dirname "$0")/.."
PATH=$PATH:/usr/sbin:/sbin
goal=${1:-run}
case $goal in
    run) extras= ;;
    test) extras='[dev]' ;;
    bench) extras='[dev,bench]' ;;
    package) extras='[dev,bundle]' ;;
    *) echo "usage: packaging/setup.sh run|test|bench|package" >&2 && exit 2 ;;
esac

# What has to be there: kind, library or command or module, Debian packages that hold it (newest name first).
table() {
    [ -n "$venv_works" ] || echo "venv ensurepip python$version-venv python3-venv"
    cat <<'ROWS'
qt       libglib-2.0.so.0        libglib2.0-0t64 libglib2.0-0
qt       libEGL.so.1             libegl1
qt       libGL.so.1              libgl1
qt       libdbus-1.so.3          libdbus-1-3
qt       libfontconfig.so.1      libfontconfig1
qt       libxkbcommon.so.0       libxkbcommon0
x11      libX11-xcb.so.1         libx11-xcb1
x11      libxcb-cursor.so.0      libxcb-cursor0
x11      libxcb-icccm.so.4       libxcb-icccm4
x11      libxcb-keysyms.so.1     libxcb-keysyms1
x11      libxcb-shape.so.0       libxcb-shape0
x11      libxkbcommon-x11.so.0   libxkbcommon-x11-0
wayland  libwayland-cursor.so.0  libwayland-cursor0
ROWS
    [ "$goal" != test ] || cat <<'ROWS'
tool     Xvfb                    xvfb
tool     xdotool                 xdotool
tool     pdftotext               poppler-utils
tool     qpdf                    qpdf
tool     strace                  strace
tool     pulseaudio              pulseaudio
tool     desktop-file-validate   desktop-file-utils
tool     appstreamcli            appstream
tool     xmllint                 libxml2-utils
tool     update-mime-database    shared-mime-info
tool     speech-dispatcher       speech-dispatcher-espeak-ng speech-dispatcher
voice    libpulse.so.0           libpulse0
voice    libspeechd.so.2         libspeechd2
ROWS
}

say() { printf 'deckapp: %s\n' "$*" >&2; }
die() { say "$@"; exit 1; }

# Sets python (a full path) and version from the first Python that is new enough.
find_python() {
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        found=$("$candidate" -c 'import sys
if sys.version_info < (3, 11): sys.exit(1)
print("%d.%d" % sys.version_info[:2], sys.executable)' 2>/dev/null) || continue
        version=${found%% *} python=${found#* }
        return
    done
    die "Python 3.11 or newer is needed, and ${PYTHON:-python3} is not that." \
        "Install one, or name one: make $goal PYTHON=/path/to/python3"
}

# Libraries are asked of the dynamic loader: package names differ between releases.
absent() { # kind name
    case $1 in
        tool) ! command -v "$2" >/dev/null ;;
        venv) ! "$python" -c 'import ensurepip, venv' 2>/dev/null ;;
        *) "$python" -c 'import ctypes, sys
try: ctypes.CDLL(sys.argv[1])
except OSError: sys.exit(0)
sys.exit(1)' "$2" 2>/dev/null ;;
    esac
}

# Sets names and packages: all that is missing; blocking: whether the goal cannot do without.
look() {
    names='' packages='' blocking=''
    while read -r kind name candidates; do
        absent "$kind" "$name" || continue
        # Elsewhere than on Debian and its kin, tests do without the tools.
        if [ "$kind" = tool ] && [ -z "$apt" ]; then continue; fi
        names="$names $name"
        for package in $candidates; do
            if apt-cache show "$package" >/dev/null 2>&1; then break; fi
        done
        case "$packages " in *" $package "*) ;; *) packages="$packages $package" ;; esac
        case " $needed " in *" $kind "*) blocking=yes ;; esac
    done <<ROWS
$(table)
ROWS
}

apt_install() { # [sudo -n]
    "$@" env DEBIAN_FRONTEND=noninteractive apt-get update -qq || say "apt-get update failed; going on with what it knew."
    look # package names may be known only now
    say "Installing system packages:$packages"
    set -- "$@" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends -o DPkg::Lock::Timeout=120
    # shellcheck disable=SC2086  # a list of package names
    "$@" $packages >/dev/null || for package in $packages; do "$@" "$package" >/dev/null || true; done
    look
}

system() {
    needed='venv qt'
    if [ "$goal" = run ]; then
        case "${WAYLAND_DISPLAY:+wayland}${DISPLAY:+x11}" in
            '') needed=venv ;; # no display: the cards are exported, which needs no Qt
            x11) needed='venv qt x11' ;;
            wayland) needed='venv qt wayland' ;;
        esac
    fi
    apt=$(command -v apt-get || true)
    look
    if [ -n "$names" ] && [ -n "$apt" ]; then
        if [ "$(id -u)" = 0 ]; then
            apt_install
        elif sudo -n true 2>/dev/null; then
            apt_install sudo -n
        fi
    fi
    [ -n "$names" ] || return 0

    say "Missing on this system:$names"
    if [ -n "$apt" ]; then
        if command -v sudo >/dev/null; then root='sudo sh -c'; else root='su - -c'; fi
        say "To install what is missing, type:"
        say "  $root 'apt-get update && apt-get install -y --no-install-recommends$packages'"
    fi
    [ -z "$blocking" ] || die "make $goal cannot go on like this: install what is missing, then type make $goal again."
    case $goal in
        run) say "Going on without: it is the window that needs them." ;;
        *) say "Going on without: tests that need them are skipped." ;;
    esac
}

environment() {
    if [ -z "$venv_works" ]; then
        say "Making the virtual environment .venv with Python $version"
        "$python" -m venv --clear .venv || die "$python could not make a virtual environment."
    fi
    say "Installing deckapp$extras into .venv; the first time needs a network and some minutes"
    if [ -t 1 ]; then quiet=''; else quiet=--quiet; fi
    .venv/bin/python -m pip install --disable-pip-version-check $quiet --constraint packaging/constraints.txt -e ".$extras" ||
        die "pip could not install deckapp$extras (see above). With a network, type make $goal again."
}

venv_works=
if .venv/bin/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then venv_works=yes; fi
names=
find_python
[ "$(uname -s)" != Linux ] || system
environment
# The window's libraries are asked for again until they are there; test tools are not.
if [ "$goal" != run ] || [ -z "$names" ]; then touch ".venv/ready-$goal"; fi
