package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of policies that are refused. */
class FilterRefusalTest {
    /** As AWS has said it since 2025; until then it repeated the policy here. */
    private static final String AT = "\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)";

    /** A policy, the message, and the column: as AWS answered. */
    static Stream<Arguments> recorded() {
        return Stream.of(
                Arguments.of("{\"key\":[[\"value\"]]}", "Match value must be String, number, true, false, or null", 10),
                Arguments.of("{\"key\":[{\"wrong-operator\":true}]}", "Unrecognized match type wrong-operator", 31),
                Arguments.of("{\"key\":[{\"suffix\":\"value\",\"prefix\":\"value2\"}]}", "Only one key allowed in match expression", 37),
                Arguments.of("{\"key\":[{\"suffix\":100}]}", "suffix match pattern must be a string", 22),
                Arguments.of("{\"key\":[{\"suffix\":null}]}", "suffix match pattern must be a string", 23),
                Arguments.of("{\"key\":{\"suffix\":\"value\"}}", "\"suffix\" must be an object or an array", 19),
                Arguments.of("{\"key\":[{\"suffix\":[]}]}", "suffix match pattern must be a string", 20),
                Arguments.of("{\"key\":[{\"suffix\":[\"test\",\"test2\"]}]}", "suffix match pattern must be a string", 20),
                Arguments.of("{\"key\":{\"suffix\":\"value\",\"prefix\":\"value\"}}", "\"suffix\" must be an object or an array", 19),
                Arguments.of("{\"key\":{\"not-an-operator\":\"value\"}}", "\"not-an-operator\" must be an object or an array", 28),
                Arguments.of("{\"key\":[{\"numeric\":[]}]}", "Invalid member in numeric match: ]", 22),
                Arguments.of("{\"key\":[{\"numeric\":[\"operator\"]}]}", "Unrecognized numeric range operator: operator", 32),
                Arguments.of("{\"key\":[{\"numeric\":[1,\"<=\"]}]}", "Invalid member in numeric match: 1", 22),
                Arguments.of("{\"key\":[{\"numeric\":[\"=\",\"000\"]}]}", "Value of equals must be numeric", 26),
                Arguments.of("{\"key\":[{\"numeric\":[\">=\"]}]}", "Value of >= must be numeric", 26),
                Arguments.of("{\"key\":[{\"numeric\":[\"<\",100,\">\",10]}]}", "Too many elements in numeric expression", 30),
                Arguments.of("{\"key\":[{\"numeric\":[\">=\",1,\">\",2]}]}", "Bad numeric range operator: >", 31),
                Arguments.of("{\"key\":[{\"numeric\":[\">\",3,\"<\",1]}]}", "Bottom must be less than top", 33),
                Arguments.of("{\"key\":[{\"numeric\":[\">\",20,\"<=\"]}]}", "Value of <= must be numeric", 33),
                Arguments.of("{\"key\":[{\"numeric\":[\">\",20,30]}]}", "Bad value in numeric range: 30", 30),
                Arguments.of("{\"key\":[{\"numeric\":[\">\",20,\"test\"]}]}", "Bad numeric range operator: test", 34),
                Arguments.of("{\"key\":[{\"numeric\":[\">\",\"20\",\"<\",\"30\"]}]}", "Value of > must be numeric", 26),
                Arguments.of("{\"key\":[{\"numeric\":[\">\",20,\"<\",\"30\"]}]}", "Value of < must be numeric", 33),
                Arguments.of("{\"key\":[{\"numeric\":[\">\",20,\"<\",30,\"<\",50]}]}", "Too many terms in numeric range expression", 36),
                Arguments.of("{\"key\":[{\"exists\":null}]}", "exists match pattern must be either true or false.", 23),
                Arguments.of("{\"key\":[{\"exists\":\"no\"}]}", "exists match pattern must be either true or false.", 20),
                Arguments.of("{\"key\":[{\"anything-but\":{\"wrong-operator\":null}}]}", "Unsupported anything-but pattern: wrong-operator", 47),
                Arguments.of("{\"key\":[{\"anything-but\":{\"suffix\":\"test\"}}]}", "Unsupported anything-but pattern: suffix", 36),
                Arguments.of("{\"key\":[{\"anything-but\":{\"exists\":false}}]}", "Unsupported anything-but pattern: exists", 40),
                Arguments.of("{\"key\":[{\"anything-but\":{\"prefix\":false}}]}", "prefix match pattern must be a string", 40),
                Arguments.of("{\"key_a\":\"value_one\"}", "\"key_a\" must be an object or an array", 11),
                Arguments.of("{invalidjson}", "failed to parse JSON. Unexpected character ('i' (code 105)): was expecting double-quote to start field name", 2));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void theReasonAndThePlaceAreThoseOfAws(String policy, String message, int column) {
        assertThat(reason(policy, FilterScope.MESSAGE_ATTRIBUTES))
                .isEqualTo("FilterPolicy: " + message + AT + "; line: 1, column: " + column + "]");
    }

    /** Not recorded: these follow AWS's own rule compiler. */
    static Stream<Arguments> derived() {
        return Stream.of(
                Arguments.of("[]", "Filter is not an object"),
                Arguments.of("{}", "Empty objects are not allowed"),
                Arguments.of("{\"key\":[]}", "Empty arrays are not allowed"),
                Arguments.of("{\"key\":[{}]}", "Match expression name not found"),
                Arguments.of("{\"key\":[{\"prefix\":1}]}", "prefix match pattern must be a string"),
                Arguments.of("{\"key\":[{\"equals-ignore-case\":1}]}", "equals-ignore-case match pattern must be a string"),
                Arguments.of("{\"key\":[{\"wildcard\":1}]}", "wildcard match pattern must be a string"),
                Arguments.of("{\"key\":[{\"wildcard\":\"a**\"}]}", "Consecutive wildcard characters at pos 2"),
                Arguments.of("{\"key\":[{\"wildcard\":\"é\\\\x\"}]}", "Invalid escape character at pos 3"),
                Arguments.of("{\"key\":[{\"cidr\":1}]}", "prefix match pattern must be a string"),
                Arguments.of("{\"key\":[{\"numeric\":1}]}", "Value of numeric must be an array."),
                Arguments.of("{\"key\":[{\"numeric\":[\"=\",1000000000.1]}]}", "Value must be between -1.0E9 and 1.0E9, inclusive"),
                Arguments.of("{\"key\":[{\"numeric\":[\">\",1,\"<\",1]}]}", "Bottom must be less than top"),
                Arguments.of("{\"key\":[{\"numeric\":[\"=\",1],\"exists\":true}]}", "Too many elements in numeric expression"),
                Arguments.of("{\"key\":[{\"anything-but\":true}]}", "Value of anything-but must be an array or single string/number value."),
                Arguments.of("{\"key\":[{\"anything-but\":{}}]}", "Anything-But expression name not found"),
                Arguments.of("{\"key\":[{\"anything-but\":{\"prefix\":\"\"}}]}", "Null prefix not allowed"),
                Arguments.of("{\"key\":[{\"anything-but\":{\"prefix\":\"a\",\"prefix\":\"b\"}}]}", "Only one key allowed in match expression"),
                Arguments.of("{\"key\":[{\"anything-but\":[\"a\",null]}]}", "Inside anything but list, start|null|boolean is not supported."),
                Arguments.of("{\"key\":[{\"anything-but\":[\"a\",1]}]}",
                        "Inside anything but list, either all values are number or string, mixed type is not supported"),
                Arguments.of("{\"key\":[{\"anything-but\":[]}]}",
                        "Inside anything but list, either all values are number or string, mixed type is not supported"),
                Arguments.of("{\"key\":[\"a\"]} {}", "failed to parse JSON. More than one value"),
                Arguments.of("", "Filter is not an object"));
    }

    @ParameterizedTest
    @MethodSource("derived")
    void whatAwsWasNotSeenToRefuseIsRefusedInItsManner(String policy, String message) {
        assertThat(reason(policy, FilterScope.MESSAGE_ATTRIBUTES)).startsWith("FilterPolicy: " + message + AT);
    }

    static Stream<Arguments> blocks() {
        return Stream.of(
                Arguments.of("{\"key\":[{\"cidr\":\"10.0.0.0\"}]}", "Malformed CIDR, one '/' required"),
                Arguments.of("{\"key\":[{\"cidr\":\"10.0.0.0/x\"}]}", "Malformed CIDR, mask bits must be an integer"),
                Arguments.of("{\"key\":[{\"cidr\":\"10.0.0.0/-1\"}]}", "Malformed CIDR, mask bits must not be negative"),
                Arguments.of("{\"key\":[{\"cidr\":\"example.com/8\"}]}", "Nonstandard IP address: example.com"),
                Arguments.of("{\"key\":[{\"cidr\":\"10.0.0.0/32\"}]}", "IPv4 mask bits must be < 32"),
                Arguments.of("{\"key\":[{\"cidr\":\"::/128\"}]}", "IPv6 mask bits must be < 128"));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void aBlockOfAddressesIsRefusedWithoutAPlace(String policy, String message) {
        assertThat(reason(policy, FilterScope.MESSAGE_ATTRIBUTES)).isEqualTo("FilterPolicy: " + message);
    }

    @Test
    void aPolicyOfAttributesIsNotNested() {
        assertThat(reason("{\"object\":{\"key\":[{\"prefix\":\"auto-\"}]}}", FilterScope.MESSAGE_ATTRIBUTES))
                .isEqualTo("Filter policy scope MessageAttributes does not support nested filter policy");
    }

    @Test
    void aPolicyWithSixKeysIsRefused() {
        String keys = "\"a\":[1],\"b\":[1],\"c\":[1],\"d\":[1],\"e\":[1]";

        FilterPolicies.ofAttributes("{" + keys + "}");
        assertThat(reason("{" + keys + ",\"f\":[1]}", FilterScope.MESSAGE_ATTRIBUTES))
                .isEqualTo("FilterPolicy: Filter policy can not have more than 5 keys");
    }

    @Test
    void onlyTheLeavesOfANestedPolicyAreKeys() {
        FilterPolicies.ofBody("{\"a\":{\"b\":[1],\"c\":[1],\"d\":[1]},\"e\":{\"f\":[1],\"g\":[1]}}");
        assertThat(reason("{\"a\":{\"b\":[1],\"c\":[1],\"d\":[1]},\"e\":{\"f\":[1],\"g\":[1],\"h\":[1]}}", FilterScope.MESSAGE_BODY))
                .isEqualTo("FilterPolicy: Filter policy can not have more than 5 keys");
    }

    @Test
    void aPolicyWithMoreThan150CombinationsIsRefused() {
        FilterPolicies.ofAttributes("{\"key\":[" + numbers(150) + "]}");
        FilterPolicies.ofAttributes("{\"key1\":[" + numbers(10) + "],\"key2\":[" + numbers(15) + "]}");
        assertTooComplex("{\"key\":[" + numbers(151) + "]}", FilterScope.MESSAGE_ATTRIBUTES);
        assertTooComplex("{\"key1\":[" + numbers(100) + "],\"key2\":[" + numbers(51) + "]}", FilterScope.MESSAGE_ATTRIBUTES);
    }

    @Test
    void combinationsOfNestedKeysAreMultipliedByTheirLevel() {
        assertTooComplex("{\"a\":{\"b\":{\"c\":[1,2,3,4]}},\"d\":{\"e\":[1,2,3]},\"f\":[1,2,3]}", FilterScope.MESSAGE_BODY);
        FilterPolicies.ofBody("{\"a\":{\"b\":{\"c\":[1,2,3,4]}},\"d\":{\"e\":[1,2,3]},\"f\":[1,2]}");
    }

    @Test
    void combinationsOfAlternativesAreAdded() {
        String or = "{\"source\":[%s],\"$or\":[{\"a\":[%s]},{\"b\":[1,2,3,4],\"$or\":[{\"c\":[1,2,3,4]},{\"d\":[%s]}]}]}";

        FilterPolicies.ofAttributes(or.formatted(numbers(3), numbers(6), numbers(7)));
        assertTooComplex(or.formatted(numbers(4), numbers(6), numbers(4)), FilterScope.MESSAGE_ATTRIBUTES);
        assertTooComplex("{\"$or\":[{\"m\":[1,2,3]},{\"n\":[1,2]}],\"detail\":{\"scope\":[1,2],\"$or\":[{\"s\":[1]},{\"t\":[1,2,3]}]}}",
                FilterScope.MESSAGE_BODY);
    }

    @Test
    void alternativesWithoutEndAreRefusedBeforeTheyMultiply() {
        String pair = "\"$or\":[{\"a\":[1]},{\"b\":[1]}]";
        String pairs = String.join(",", Collections.nCopies(64, pair));

        assertTooComplex("{" + pairs + "}", FilterScope.MESSAGE_ATTRIBUTES);
    }

    @Test
    void aKeyOverAndOverIsRefused() {
        assertTooComplex("{" + String.join(",", Collections.nCopies(1_001, "\"a\":[1]")) + "}", FilterScope.MESSAGE_ATTRIBUTES);
        assertTooComplex("{" + String.join(",", Collections.nCopies(1_001, "\"$or\":[1]")) + "}", FilterScope.MESSAGE_ATTRIBUTES);
        String names = IntStream.range(0, 1_001).mapToObj(i -> "\"a" + i + "\":[1]").collect(Collectors.joining(","));
        assertThat(reason("{" + names + "}", FilterScope.MESSAGE_ATTRIBUTES)).endsWith("5 keys");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"key\":[{\"wildcard\":\"*a*b*c*\"}]}",
            "{\"key\":[{\"anything-but\":{\"wildcard\":\"*a*b*c*\"}}]}",
            "{\"a\":[{\"wildcard\":\"*1*\"},{\"wildcard\":\"*2*\"},{\"wildcard\":\"*3*\"},{\"wildcard\":\"*4*\"},{\"wildcard\":\"*5*\"}]}",
            "{\"a\":[{\"wildcard\":\"*1*2*3\"},{\"wildcard\":\"*2*3*4\"}],\"b\":[{\"wildcard\":\"*1*2*3\"},{\"wildcard\":\"*2*3*4\"}],"
                    + "\"c\":[{\"wildcard\":\"*1*2*3\"},{\"wildcard\":\"*2*3*4\"}]}"})
    void wildcardsAreRationed(String policy) {
        assertTooComplex(policy, FilterScope.MESSAGE_ATTRIBUTES);
    }

    @Test
    void tenPatternsWithOneAsteriskAreWithinTheRation() {
        String ten = IntStream.range(0, 10).mapToObj(i -> "{\"wildcard\":\"*" + i + "\"}").collect(Collectors.joining(","));

        FilterPolicies.ofAttributes("{\"key\":[" + ten + "]}");
        assertTooComplex("{\"key\":[" + ten + ",{\"wildcard\":\"*x\"}]}", FilterScope.MESSAGE_ATTRIBUTES);
    }

    @Test
    void aPolicyOfMoreThan256KbIsRefused() {
        String value = "é".repeat(128 * 1024);

        assertThat(reason("{\"key\":[\"" + value + "\"]}", FilterScope.MESSAGE_ATTRIBUTES)).startsWith("FilterPolicy: Filter policy can not be larger");
    }

    @Test
    void aPolicyThatIsTooDeepIsRefused() {
        assertThat(reason("{\"a\":".repeat(101) + "[1]" + "}".repeat(101), FilterScope.MESSAGE_BODY))
                .startsWith("FilterPolicy: failed to parse JSON. Document nesting depth (101) exceeds");
        assertTooComplex("{\"" + "a.".repeat(100) + "a\":[1]}", FilterScope.MESSAGE_BODY);
    }

    @Test
    void nothingAndAnEmptyObjectTakeThePolicyAway() {
        assertThat(FilterPolicy.isNone("")).isTrue();
        assertThat(FilterPolicy.isNone(" { } ")).isTrue();
        assertThat(FilterPolicy.isNone("{\"a\":[1]}")).isFalse();
        assertThat(FilterPolicy.isNone("}")).isFalse();
    }

    private static String numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    private static void assertTooComplex(String policy, FilterScope scope) {
        assertThat(reason(policy, scope)).isEqualTo("FilterPolicy: Filter policy is too complex");
    }

    private static String reason(String policy, FilterScope scope) {
        FilterPolicyRefused refused = catchThrowableOfType(FilterPolicyRefused.class, () -> FilterPolicy.parse(policy, scope));
        assertThat(refused).as(policy).isNotNull();
        return refused.reason();
    }
}
