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

# The plan: how many tests there were.
plan() {
    echo "1..$number"
}
