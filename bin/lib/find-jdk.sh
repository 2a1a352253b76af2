# Finds a Java development kit. To be sourced; plain POSIX sh, and it starts no process, for it is part of start-up.
#
#   find_jdk      sets JDK to the home of a JDK 25 or newer, or says what to install and returns 1

JDK_WANTED=25

# Sets jdk_version to the feature version of the JDK in folder $1, as its release file tells; fails if there is none.
read_jdk_version() {
    jdk_version=
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    while IFS= read -r jdk_line || [ -n "$jdk_line" ]; do
        case $jdk_line in
            JAVA_VERSION=*)
                jdk_version=${jdk_line#JAVA_VERSION=}
                jdk_version=${jdk_version#\"}
                jdk_version=${jdk_version%%[!0-9]*}
                ;;
        esac
    done < "$1/release"
    [ -n "$jdk_version" ]
}

# Takes folder $1 as JDK if it holds one that is new enough.
try_jdk() {
    read_jdk_version "$1" && [ "$jdk_version" -ge "$JDK_WANTED" ] && JDK=$1
}

# The JDK that the command java in PATH belongs to, through its symbolic links.
try_jdk_in_path() {
    jdk_command=$(command -v java) || return 1
    jdk_links=0
    while [ -L "$jdk_command" ] && [ "$jdk_links" -lt 20 ]; do
        jdk_target=$(readlink "$jdk_command")
        case $jdk_target in
            /*) jdk_command=$jdk_target ;;
            *) jdk_command=${jdk_command%/*}/$jdk_target ;;
        esac
        jdk_links=$((jdk_links + 1))
    done
    try_jdk "${jdk_command%/bin/java}"
}

find_jdk() {
    JDK=
    if [ -n "${FOREBAY_JAVA_HOME:-}" ]; then
        try_jdk "$FOREBAY_JAVA_HOME" && return 0
        echo "forebay: FOREBAY_JAVA_HOME is $FOREBAY_JAVA_HOME, but there is no JDK $JDK_WANTED or newer there." >&2
        return 1
    fi
    # An old JAVA_HOME is common and belongs to something else: pass it by.
    [ -n "${JAVA_HOME:-}" ] && try_jdk "$JAVA_HOME" && return 0
    try_jdk_in_path && return 0
    for jdk_home in /usr/lib/jvm/* /opt/* /opt/java/* /usr/java/* /usr/local/lib/jvm/* \
        "${HOME:-/root}"/.sdkman/candidates/java/* "${HOME:-/root}"/.jdks/* "${HOME:-/root}"/.asdf/installs/java/* \
        "${HOME:-/root}"/.local/share/mise/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-/root}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec; do
        try_jdk "$jdk_home" && return 0
    done
    cat >&2 <<MISSING
forebay: needs a JDK $JDK_WANTED or newer, and found none in FOREBAY_JAVA_HOME, JAVA_HOME, PATH and the usual folders.

Install one, for instance:
  Debian, Ubuntu   apt install openjdk-25-jdk-headless   (or temurin-25-jdk from https://adoptium.net/installation/linux)
  Fedora           dnf install java-25-openjdk-devel
  macOS            brew install openjdk@25
  SDKMAN           sdk install java 25-tem
or set FOREBAY_JAVA_HOME to the folder of one that is there.
MISSING
    return 1
}
