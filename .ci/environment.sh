# Sourced by ./run and ./test: makes .venv agree with a hashed lock. Not a command of its own.
# A stamp inside .venv says what was installed where. It is taken away before pip starts and written after it ended well,
# so an interrupted install, a moved folder or another Python is seen as such, and .venv is made anew.
# When the stamp agrees nothing is started but cksum and readlink: no pip, no Python, no network.

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

find_python() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && return
    done
    stop "This needs Python 3.11 or newer; found: $(python3 --version 2>&1 || echo none). Install it and start again."
}

# What the stamp must say: this folder, the interpreter behind .venv, the checksum of each lock given.
wanted_stamp() {
    printf '%s\n' "$PWD" "$(readlink -f .venv/bin/python 2>/dev/null)"
    for lock in "$@"; do printf '%s %s\n' "$lock" "$(cksum <"$lock")"; done
}

# is_installed LOCK...: the stamp begins with what is wanted (the development lock only adds to the other one)
is_installed() {
    [ -x .venv/bin/python ] && [ -f .venv/stamp ] || return 1
    wanted=$(wanted_stamp "$@")
    case $(cat .venv/stamp) in "$wanted" | "$wanted
"*) return 0 ;; esac
    return 1
}

# install LOCK...: the last lock is installed; those before it are contained in it
install() {
    is_installed "$@" && return
    if [ ! -f .venv/stamp ] || [ ! -x .venv/bin/python ] || [ "$(head -n 2 .venv/stamp)" != "$(wanted_stamp)" ]; then
        find_python
        "$candidate" -c 'import ensurepip, venv' 2>/dev/null ||
            stop "Python is here, but its part that makes environments is not. On Debian or Ubuntu: apt-get install python3-venv"
        say "Making the environment in .venv ..."
        rm -rf .venv && "$candidate" -m venv .venv || stop "The environment could not be made in $PWD/.venv"
    fi
    for lock in "$@"; do :; done
    rm -f .venv/stamp
    say "Installing what $lock lists (once, and again when it changes) ..."
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input \
        --only-binary :all: --require-hashes -r "$lock" ||
        stop "The installation did not finish. See the message above; when the network is there again, start again."
    wanted_stamp "$@" >.venv/stamp.new && mv .venv/stamp.new .venv/stamp
}
