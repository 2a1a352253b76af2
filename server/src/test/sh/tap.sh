# What the test scripts in the shell share: to be sourced. `service` names the function that calls the service under test.

export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1 AWS_PAGER= AWS_MAX_ATTEMPTS=1
export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
number=0

# expect NAME PATTERN ACTUAL: passes when the actual text matches the shell pattern.
expect() {
    number=$((number + 1))
    case $3 in
        $2) echo "ok $number - $1" ;;
        *)
            echo "not ok $number - $1"
            echo "# expected: $2"
            printf '%s\n' "$3" | sed 's/^/# /'
            ;;
    esac
}

# succeeds NAME OPERATION ...: for calls that print nothing when they succeed.
succeeds() {
    name=$1
    shift
    expect "$name" "" "$("$service" "$@")"
}

# warm: from here on the AWS command line is loaded once, and forked for each call (see aws-warm.py). Scripts that leave this out start it for
# each call, as people do; so do all where it is no Python program.
warm() {
    read -r first < "$FOREBAY_TEST_AWS"
    case $first in
        '#!'*python*)
            # shellcheck disable=SC2086
            warmed=$(${first#??} aws-warm.py "$FOREBAY_TEST_AWS" $$) && FOREBAY_TEST_AWS=$warmed
            ;;
    esac
}

# The plan: how many tests there were.
plan() {
    echo "1..$number"
}
