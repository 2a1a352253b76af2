package dev.forebay.sns;

import static dev.forebay.sns.FilterPolicies.body;
import static dev.forebay.sns.FilterPolicies.ofBody;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies on the body of a message. Apostrophes stand for quotation marks. */
class FilterBodyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'object':{'key':'auto-test'}}                                | true
            {'object':{'key':'hardcodedvalue'}}                           | true
            {'object':{'key':'test-auto'}}                                | false
            {'object':{'key':'auto-test'},'test':'just-exists'}           | false
            {'object':{'key':'auto-test','nested_key':'just-exists'}}     | false
            {'object':{'test':'auto-test'}}                               | false
            {'test':'auto-test'}                                          | false
            Regular string message                                        | false
            'Regular string message'                                      | false
            """)
    void aNestedPolicyLooksIntoObjects(String message, boolean met) {
        FilterPolicy policy = policy("{'object':{'key':[{'prefix':'auto-'},'hardcodedvalue'],'nested_key':[{'exists':false}]},"
                + "'test':[{'exists':false}]}");

        assertThat(policy.matches(message(message))).isEqualTo(met);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'object':{'nested':{'test':'value'}}}", "{'object.nested.test':'value'}", "{'object.nested':{'test':'value'}}",
        "{'object':{'nested.test':'value'}}"})
    void aPointInANameIsAsGoodAsALevel(String message) {
        assertThat(policy("{'object.nested.test':['value']}").matches(message(message))).isTrue();
        assertThat(policy("{'object':{'nested':{'test':['value']}}}").matches(message(message))).isTrue();
        assertThat(policy("{'object.nested.test':['other']}").matches(message(message))).isFalse();
    }

    @Test
    void anyElementOfAnArrayWillDo() {
        FilterPolicy policy = policy("{'headers':{'route-to':['queue1']}}");

        assertThat(policy.matches(message("{'headers':{'route-to':['queue1','queue2']}}"))).isTrue();
        assertThat(policy.matches(message("{'headers':{'route-to':[['queue2'],['queue1']]}}"))).isTrue();
        assertThat(policy.matches(message("{'headers':{'route-to':['queue2']}}"))).isFalse();
    }

    @Test
    void keysOfAnArrayOfObjectsMustBeMetByOneObject() {
        FilterPolicy policy = policy("{'Records':{'s3':{'object':{'key':[{'prefix':'auto-'}]}},'eventName':[{'prefix':'ObjectCreated:'}]}}");

        assertThat(policy.matches(message("{'Records':[{'eventName':'ObjectCreated:Put','s3':{'object':[[{'key':'auto-1'}]]}},"
                + "{'eventName':'ObjectRemoved:Delete','s3':{'object':{'key':'home-1'}}}]}"))).isTrue();
        assertThat(policy.matches(message("{'Records':[{'eventName':'ObjectRemoved:Delete','s3':{'object':{'key':'auto-1'}}}]}"))).isFalse();
        assertThat(policy.matches(message("{'Records':[{'eventName':'ObjectRemoved:Delete','s3':{'object':{'key':'auto-1'}}},"
                + "{'eventName':'ObjectCreated:Put','s3':{'object':{'key':'home-1'}}}]}"))).isFalse();
    }

    @Test
    void plainValuesInAnArrayAreAllThereAtOnce() {
        assertThat(policy("{'tags':['a'],'tags.kind':['b']}").matches(message("{'tags':['a',{'kind':'b'}]}"))).isTrue();
        assertThat(policy("{'r':{'x':['a'],'y':['b']}}").matches(message("{'r':[{'x':['z','a'],'y':['b','z']}]}"))).isTrue();
    }

    @Test
    void alternativesAreReadAtEachLevel() {
        FilterPolicy policy = policy("{'$or':[{'metricName':['CPUUtilization','ReadLatency']},{'namespace':['AWS/EC2','AWS/ES']}],"
                + "'detail':{'scope':['Service'],'$or':[{'source':['aws.cloudwatch']},{'type':['CloudWatch Alarm State Change']}]}}");

        assertThat(policy.matches(message("{'metricName':'ReadLatency','detail':{'scope':'Service','source':'aws.cloudwatch'}}"))).isTrue();
        assertThat(policy.matches(message("{'namespace':'AWS/ES','detail':{'scope':'Service','source':'aws.cloudwatch'}}"))).isTrue();
        assertThat(policy.matches(message("{'metricName':'CPUUtilization','detail':{'scope':'Service','type':'CPUUtilization'}}"))).isFalse();
        assertThat(policy.matches(message("{'metricName':'CPUUtilization','detail':{'type':'CloudWatch Alarm State Change'}}"))).isFalse();
        assertThat(policy.matches(message("{'metricName':'CPUUtilization','scope':'Service'}"))).isFalse();
    }

    @Test
    void absenceIsJudgedInTheElementThatWasChosen() {
        FilterPolicy policy = policy("{'r':{'a':[1],'b':[{'exists':false}]}}");

        assertThat(policy.matches(message("{'r':[{'a':1},{'a':2,'b':3}]}"))).isTrue();
        assertThat(policy.matches(message("{'r':[{'a':1,'b':3},{'a':2}]}"))).isFalse();
        assertThat(policy("{'r':{'b':[{'exists':false}]}}").matches(message("{'r':[{'a':1},{'b':3}]}"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'a':null,'b':1}   | false | false
            {'a':'','b':1}     | false | false
            {'a':[],'b':1}     | false | true
            {'a':{},'b':1}     | false | true
            {'a':{'c':1}}      | false | true
            {'a':false}        | true  | false
            {'a':0}            | true  | false
            {'b':1}            | false | true
            {}                 | false | false
            {'a':{}}           | false | false
            """)
    void whatExistsIsALeafThatIsSomething(String message, boolean exists, boolean absent) {
        assertThat(policy("{'a':[{'exists':true}]}").matches(message(message))).isEqualTo(exists);
        assertThat(policy("{'a':[{'exists':false}]}").matches(message(message))).isEqualTo(absent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "[{'a':1}]", "{'a':1", "{'a':1}}", "{'a':1} {'a':1}", "{'a':1,}", "null", "1"})
    void whatIsNotOneJsonObjectMeetsNothing(String message) {
        assertThat(policy("{'a':[1]}").matches(message(message))).isFalse();
        assertThat(policy("{'x':[{'exists':false}]}").matches(message(message))).isFalse();
    }

    @Test
    void depthIsLimited() {
        String deep = "{'a':".repeat(50_000) + "1" + "}".repeat(50_000);
        String pointed = "{'" + "a.".repeat(50_000) + "a':1,'b':1}";

        assertThat(policy("{'b':[1]}").matches(message(deep))).isFalse();
        assertThat(policy("{'b':[1]}").matches(message(pointed))).isTrue();
    }

    private static FilterPolicy policy(String json) {
        return ofBody(json.replace('\'', '"'));
    }

    private static FilterEvent message(String json) {
        return body(json.replace('\'', '"'));
    }
}
