package dev.forebay.sns;

import static dev.forebay.sns.FilterPolicies.attributes;
import static dev.forebay.sns.FilterPolicies.key;
import static dev.forebay.sns.FilterPolicies.ofAttributes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every operator, on message attributes. */
class FilterPolicyTest {

    /** Conditions, an attribute's type and value, and whether they meet. A quotation mark in the first is an apostrophe here. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'rugby','tennis'                          | String       | tennis                 | true
            'rugby','tennis'                          | String       | Tennis                 | false
            'rugby'                                   | String.Array | ['baseball','rugby']   | true
            'rugby'                                   | String.Array | ['baseball']           | false
            'rugby'                                   | String.Array | []                     | false
            'rugby'                                   | String.Array | rugby                  | true
            'rugby'                                   | String.name  | rugby                  | true
            true                                      | String.Array | [false,true]           | true
            true                                      | String.Array | ['true']               | false
            true                                      | String       | true                   | false
            null                                      | String.Array | [null]                 | true
            null                                      | String.Array | [1]                    | false
            5                                         | String.Array | ['a',5.0]              | true
            5                                         | String       | 5                      | false
            '5'                                       | Number       | 5                      | false
            301.5                                     | Number       | 3.015e2                | true
            301.5                                     | Number.float | 301.50                 | true
            301.5                                     | Number       | 301.6                  | false
            123456789012                              | Number       | 123456789012           | true
            123456789012                              | Number       | 123456789013           | false
            {'numeric':['=',301.5]}                   | Number       | 3.015e2                | true
            {'numeric':['=',0.00001]}                 | Number       | 0.000019               | true
            {'numeric':['=',0]}                       | Number       | 1e-999999999           | true
            {'numeric':['>',0]}                       | Number       | 1e999999999            | false
            {'numeric':['>',0]}                       | Number       | many                   | false
            {'numeric':['>',0]}                       | Number       | 1000000000             | true
            {'numeric':['>',0]}                       | Number       | 1000000000.1           | false
            {'numeric':['<',0]}                       | Number       | -0.00001               | true
            {'numeric':['<',0]}                       | Number       | 0                      | false
            {'numeric':['<=',0]}                      | Number       | 0                      | true
            {'numeric':['>',0,'<=',150]}              | Number       | 150                    | true
            {'numeric':['>',0,'<=',150]}              | Number       | 150.00001              | false
            {'numeric':['>=',0,'<',150]}              | Number       | 0                      | true
            {'numeric':['>=',0,'<',150]}              | Number       | 149.99999              | true
            {'numeric':['>=',0,'<',150]}              | Number       | 150                    | false
            {'numeric':['>',0]}                       | String       | 5                      | false
            {'prefix':'bas'}                          | String       | baseball               | true
            {'prefix':'bas'}                          | String       | a base                 | false
            {'prefix':'1'}                            | Number       | 12                     | false
            {'prefix':''}                             | String       | anything               | true
            {'suffix':'ball'}                         | String       | baseball               | true
            {'suffix':'ball'}                         | String       | ballad                 | false
            {'equals-ignore-case':'TENNis'}           | String       | tenNIS                 | true
            {'equals-ignore-case':'tennis'}           | String       | tenni                  | false
            {'wildcard':'*ball'}                      | String       | baseball               | true
            {'wildcard':'*ball'}                      | String       | ballad                 | false
            {'wildcard':'log-*-2025.txt'}             | String       | log-app-2025.txt       | true
            {'wildcard':'*/src/*.js'}                 | String       | app/src/index.js       | true
            {'wildcard':'*/src/*.js'}                 | String       | app/source/index.js    | false
            {'wildcard':'a*a'}                        | String       | a                      | false
            {'wildcard':'a*b*b'}                      | String       | ab                     | false
            {'wildcard':'a*b*b'}                      | String       | abb                    | true
            {'wildcard':'*'}                          | String       | anything               | true
            {'wildcard':'plain'}                      | String       | plain                  | true
            {'wildcard':'plain'}                      | String       | plainer                | false
            {'wildcard':'a\\\\*b'}                    | String       | a*b                    | true
            {'wildcard':'a\\\\*b'}                    | String       | axb                    | false
            {'cidr':'10.0.0.0/24'}                    | String       | 10.0.0.255             | true
            {'cidr':'10.0.0.0/24'}                    | String       | 10.1.1.0               | false
            {'cidr':'10.0.0.0/24'}                    | String       | 10.0.0.256             | false
            {'cidr':'10.0.0.0/24'}                    | String       | 10.0                   | false
            {'cidr':'0.0.0.0/0'}                      | String       | ::1                    | false
            {'cidr':'2001:db8::/33'}                  | String       | 2001:DB8:7fff::1       | true
            {'cidr':'2001:db8::/33'}                  | String       | 2001:db8:8000::1       | false
            {'cidr':'2001:db8::/100'}                 | String       | 2001:db8::f:1          | true
            {'cidr':'2001:db8::/100'}                 | String       | 2001:db8::1:f000:1     | false
            {'anything-but':'rugby'}                  | String       | tennis                 | true
            {'anything-but':'rugby'}                  | String       | rugby                  | false
            {'anything-but':'5'}                      | Number       | 5                      | true
            {'anything-but':['rugby','tennis']}       | String       | tennis                 | false
            {'anything-but':['rugby','tennis']}       | String.Array | ['rugby','baseball']   | true
            {'anything-but':['rugby','tennis']}       | String.Array | ['rugby','tennis']     | false
            {'anything-but':['rugby','tennis']}       | String.Array | []                     | false
            {'anything-but':100}                      | Number       | 1e2                    | false
            {'anything-but':[100,500]}                | Number       | 100.1                  | true
            {'anything-but':[100,500]}                | Number.Array | [100,50]               | true
            {'anything-but':[100,500]}                | Number.Array | [100,500]              | false
            {'anything-but':{'prefix':'order-'}}      | String       | data-entry             | true
            {'anything-but':{'prefix':'order-'}}      | String       | order-cancelled        | false
            {'anything-but':{'wildcard':'*ball'}}     | String       | baseball               | false
            {'anything-but':{'wildcard':'*ball'}}     | String       | tennis                 | true
            {'exists':true}                           | String       | x                      | true
            {'exists':true}                           | String.Array | [null]                 | false
            {'exists':false}                          | String       | x                      | false
            {'exists':false}                          | String.Array | []                     | true
            {'exists':false},'x'                      | String       | x                      | true
            null,{'anything-but':'whatever'}          | String       | whatever               | false
            """)
    void eachOperatorDoesWhatItsNameSays(String conditions, String type, String value, boolean met) {
        FilterPolicy policy = ofAttributes("{\"key\":[" + conditions.replace('\'', '"') + "]}");

        assertThat(policy.matches(key(type, value.replace('\'', '"')))).isEqualTo(met);
    }

    @Test
    void anAttributeThatIsNotThereMeetsOnlyItsAbsence() {
        FilterEvent event = attributes(Map.of("other", MessageAttribute.ofText("String", "x")));

        assertThat(ofAttributes("{\"key\":[{\"exists\":false}]}").matches(event)).isTrue();
        assertThat(ofAttributes("{\"key\":[\"a\",{\"exists\":false}]}").matches(event)).isTrue();
        assertThat(ofAttributes("{\"key\":[null,{\"anything-but\":\"whatever\"}]}").matches(event)).isFalse();
        assertThat(ofAttributes("{\"key\":[{\"exists\":true}]}").matches(event)).isFalse();
    }

    @Test
    void aMessageWithoutAttributesMeetsNothing() {
        FilterPolicy absent = ofAttributes("{\"key\":[{\"exists\":false}]}");

        assertThat(absent.matches(attributes(Map.of()))).isFalse();
        assertThat(absent.matches(attributes(Map.of("other", MessageAttribute.ofBinary("Binary", new byte[1]))))).isFalse();
    }

    @Test
    void binaryAttributesAreIgnored() {
        FilterEvent event = attributes(Map.of("key", MessageAttribute.ofBinary("Binary", new byte[1]),
                "other", MessageAttribute.ofText("String", "x")));

        assertThat(ofAttributes("{\"key\":[{\"exists\":false}]}").matches(event)).isTrue();
        assertThat(ofAttributes("{\"key\":[{\"exists\":true}]}").matches(event)).isFalse();
    }

    @Test
    void allKeysMustBeMet() {
        FilterPolicy policy = ofAttributes("{\"a\":[\"1\"],\"b\":[\"2\"]}");

        assertThat(policy.matches(attributes(Map.of("a", MessageAttribute.ofText("String", "1"),
                "b", MessageAttribute.ofText("String", "2"))))).isTrue();
        assertThat(policy.matches(attributes(Map.of("a", MessageAttribute.ofText("String", "1"))))).isFalse();
    }

    @Test
    void orMeansOneOfItsObjects() {
        FilterPolicy policy = ofAttributes("{\"$or\":[{\"a\":[\"1\"]},{\"b\":[\"2\"]}],\"key\":[\"x\"]}");

        assertThat(policy.matches(attributes(Map.of("key", MessageAttribute.ofText("String", "x"),
                "b", MessageAttribute.ofText("String", "2"))))).isTrue();
        assertThat(policy.matches(attributes(Map.of("key", MessageAttribute.ofText("String", "x"),
                "b", MessageAttribute.ofText("String", "1"))))).isFalse();
        assertThat(policy.matches(attributes(Map.of("b", MessageAttribute.ofText("String", "2"))))).isFalse();
    }

    @Test
    void orIsAnOrdinaryNameUnlessItHasTwoObjectsOfPlainNames() {
        FilterEvent event = attributes(Map.of("$or", MessageAttribute.ofText("String", "xy")));

        assertThat(ofAttributes("{\"$or\":[\"xy\"]}").matches(event)).isTrue();
        assertThat(ofAttributes("{\"$or\":[{\"prefix\":\"x\"}]}").matches(event)).isTrue();
        assertThat(ofAttributes("{\"$or\":[{\"prefix\":\"a\"},{\"suffix\":\"y\"}]}").matches(event)).isTrue();
        assertThat(ofAttributes("{\"$or\":[{\"prefix\":\"a\"},\"b\"]}").matches(event)).isFalse();
    }

    @Test
    void orIsRecognizedWhereverItIsInALongText() {
        FilterEvent event = attributes(Map.of("b", MessageAttribute.ofText("Number", "2")));

        for (int length : new int[] {1, 3_990, 4_000, 8_000, 40_000, 100_000}) {
            String filler = "é\\u00e9\uD83D\uDE00".repeat(length / 9);
            assertThat(ofAttributes("{\"a\":[\"" + filler + "\",{\"exists\":false}],\"$or\":[{\"b\":[1]},{\"b\":[2]}]}").matches(event)).isTrue();
        }
    }

    @Test
    void ofTwinsTheLastCounts() {
        assertThat(ofAttributes("{\"key\":[\"a\"],\"key\":[\"b\"]}").matches(key("String", "b"))).isTrue();
        assertThat(ofAttributes("{\"key\":[\"a\"],\"key\":[\"b\"]}").matches(key("String", "a"))).isFalse();
    }
}
