# Builds the distribution when it is missing or older than the sources. To be sourced, after find-jdk.sh.
#
#   build_if_needed ROOT DIST    ROOT: the source tree; DIST: where the distribution is

# Whether the distribution is there, made of these sources, by and for this JDK.
is_built() {
    [ -f "$2/built" ] || return 1
    [ -f "$1/pom.xml" ] || return 0
    IFS= read -r built_by < "$2/built" || [ -n "$built_by" ]
    [ "$built_by" = "$(jdk_identity)" ] || return 1
    # One process, a few milliseconds: the first newer file ends the search.
    built_newer=$(find "$1/pom.xml" "$1"/*/pom.xml "$1"/*/src/main "$1"/services/*/pom.xml "$1"/services/*/src/main \
        -newer "$2/built" -print 2>/dev/null | head -n 1)
    [ -z "$built_newer" ]
}

# What the start-up cache depends on: this very build of the JDK.
jdk_identity() {
    while IFS= read -r identity_line; do
        case $identity_line in
            JAVA_RUNTIME_VERSION=* | FULL_VERSION=* | IMPLEMENTOR=*) printf '%s ' "$identity_line" ;;
        esac
    done < "$JDK/release"
}

# Builds unless that was done; fails with a message.
build_if_needed() {
    is_built "$1" "$2" && return 0
    if ! command -v mvn > /dev/null 2>&1; then
        cat >&2 <<MISSING
forebay: must be built from its sources first, for which it needs Apache Maven, and there is no command mvn.

Install it, for instance:
  Debian, Ubuntu   apt install maven
  Fedora           dnf install maven
  macOS            brew install maven
  SDKMAN           sdk install maven
MISSING
        return 1
    fi
    build_alone "$1" "$2"
}

# Two commands started together on a fresh tree must not build over each other: the second waits for the first.
build_alone() {
    mkdir -p "$1/target"
    until mkdir "$1/target/building" 2>/dev/null; do
        read -r builder 2>/dev/null < "$1/target/building/pid" || builder=
        if [ -n "$builder" ] && ! kill -0 "$builder" 2>/dev/null; then
            rm -rf "$1/target/building"
        else
            sleep 1
        fi
    done
    echo $$ > "$1/target/building/pid"
    trap 'rm -rf "$1/target/building"; exit 130' INT TERM
    build_status=0
    is_built "$1" "$2" || build "$1" "$2" || build_status=1
    rm -rf "$1/target/building"
    trap - INT TERM
    return $build_status
}

build() {
    build_log=$1/target/build.log
    echo "Building Forebay (the first time takes a minute or two) ..." >&2
    rm -f "$2/built"
    touch "$1/target/building/begun"
    build_result=$1/target/building/result
    { (cd "$1" && JAVA_HOME=$JDK mvn -B -DskipTests -pl server -am package 2>&1) && echo built > "$build_result"; } |
        tee "$build_log" |
        while IFS= read -r build_line; do
            case $build_line in
                *Building\ *\[*/*\]*) build_line=${build_line#*Building }; echo "  ${build_line%% [0-9]*}" >&2 ;;
            esac
        done
    if [ ! -f "$build_result" ]; then
        grep -E '^\[ERROR\]' "$build_log" | head -n 20 >&2
        echo "forebay: the build failed; all of it is in $build_log" >&2
        return 1
    fi
    mark_built "$1" "$2" "$1/target/building/begun"
}

# Notes that distribution $2 of tree $1 holds the sources as they were when file $3 was made: what was saved since is newer.
mark_built() {
    jdk_identity > "$2/built"
    touch -r "$3" "$2/built"
}
