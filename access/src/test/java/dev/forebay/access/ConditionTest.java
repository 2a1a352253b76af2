package dev.forebay.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every operator. Conditions are written with single quotes. */
class ConditionTest {
    private static final Map<String, List<String>> KEYS = Map.ofEntries(
            Map.entry("k:text", List.of("Orders")), Map.entry("k:star", List.of("a*b")), Map.entry("k:number", List.of("10.50")),
            Map.entry("k:time", List.of("2026-05-01T12:00:00Z")), Map.entry("k:flag", List.of("true")), Map.entry("k:v4", List.of("10.1.2.3")),
            Map.entry("k:v6", List.of("2001:db8::1")), Map.entry("k:arn", List.of("arn:aws:sns:us-east-1:111111111111:news")),
            Map.entry("k:many", List.of("red", "blue")), Map.entry("k:none", List.of()), Map.entry("k:bytes", List.of("QUJD")),
            Map.entry("k:odd", List.of("not a number")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'StringEquals':{'k:text':'Orders'} | true", "'StringEquals':{'K:TEXT':['x','Orders']} | true", "'StringEquals':{'k:text':'orders'} | false",
        "'StringEquals':{'k:text':'Order*'} | false", "'StringNotEquals':{'k:text':['x','Orders']} | false", "'StringNotEquals':{'k:text':['x','y']} | true",
        "'StringEqualsIgnoreCase':{'k:text':'oRDERS'} | true", "'StringNotEqualsIgnoreCase':{'k:text':'oRDERS'} | false",
        "'StringLike':{'k:text':'O?d*'} | true", "'StringLike':{'k:text':'o*'} | false", "'StringNotLike':{'k:text':'O*'} | false",
        "'StringLike':{'k:star':'a${*}b'} | true", "'StringLike':{'k:text':'Order${*}'} | false", "'StringEquals':{'k:star':'a*b'} | true",
        "'NumericEquals':{'k:number':'10.5'} | true", "'NumericNotEquals':{'k:number':10.5} | false", "'NumericLessThan':{'k:number':'10.51'} | true",
        "'NumericLessThanEquals':{'k:number':'10.50'} | true", "'NumericGreaterThan':{'k:number':'9'} | true", "'NumericGreaterThanEquals':{'k:number':'11'} | false",
        "'NumericEquals':{'k:odd':'1'} | false", "'NumericNotEquals':{'k:odd':'1'} | true",
        "'DateEquals':{'k:time':'1777636800'} | true", "'DateNotEquals':{'k:time':'2026-05-01T14:00:00+02:00'} | false",
        "'DateLessThan':{'k:time':'2026-05-01T12:00:01Z'} | true", "'DateLessThanEquals':{'k:time':'2026-05-01T12:00:00Z'} | true",
        "'DateGreaterThan':{'k:time':'2026-05-01'} | true", "'DateGreaterThanEquals':{'k:time':'2026-06'} | false",
        "'Bool':{'k:flag':'TRUE'} | true", "'Bool':{'k:flag':false} | false", "'BinaryEquals':{'k:bytes':'QUJD'} | true", "'BinaryEquals':{'k:bytes':'QUJE'} | false",
        "'IpAddress':{'k:v4':'10.0.0.0/8'} | true", "'IpAddress':{'k:v4':'10.1.2.4/31'} | false", "'IpAddress':{'k:v4':'10.1.2.3'} | true",
        "'NotIpAddress':{'k:v4':['10.1.2.2/31','192.168.0.0/16']} | false", "'IpAddress':{'k:v6':'2001:db8::/32'} | true", "'IpAddress':{'k:v6':'0.0.0.0/0'} | false",
        "'IpAddress':{'k:v4':'::ffff:10.1.2.3'} | true", "'IpAddress':{'k:odd':'0.0.0.0/0'} | false",
        "'ArnEquals':{'k:arn':'arn:aws:sns:*:111111111111:n*'} | true", "'ArnLike':{'k:arn':'arn:aws:sns:us-*:*'} | true", "'ArnLike':{'k:arn':'arn:aws:*:news'} | false",
        "'ArnNotEquals':{'k:arn':'arn:aws:sns:*:*:*'} | false", "'ArnNotLike':{'k:arn':'arn:aws:sqs:*:*:*'} | true",
        "'Null':{'k:none':'true'} | true", "'Null':{'k:text':'true'} | false", "'Null':{'k:text':'false'} | true", "'Null':{'k:unknown':true} | true"})
    void compares(String condition, boolean holds) {
        assertThat(holds(condition)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'StringEquals':{'k:none':'x'} | false", "'StringNotEquals':{'k:none':'x'} | true", "'StringEqualsIfExists':{'k:none':'x'} | true",
        "'StringNotEqualsIfExists':{'k:none':'x'} | true", "'StringEqualsIfExists':{'k:text':'x'} | false", "'Bool':{'k:none':'false'} | false",
        "'BoolIfExists':{'k:none':'false'} | true", "'IpAddress':{'k:none':'0.0.0.0/0'} | false", "'NotIpAddress':{'k:none':'0.0.0.0/0'} | true",
        "'ForAllValues:StringEquals':{'k:none':'x'} | true", "'ForAnyValue:StringEquals':{'k:none':'x'} | false",
        "'ForAnyValue:StringNotEquals':{'k:none':'x'} | false", "'ForAnyValue:StringEqualsIfExists':{'k:none':'x'} | true"})
    void aMissingKey(String condition, boolean holds) {
        assertThat(holds(condition)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'ForAllValues:StringEquals':{'k:many':['red','blue','green']} | true", "'ForAllValues:StringEquals':{'k:many':'red'} | false",
        "'ForAnyValue:StringEquals':{'k:many':['blue','x']} | true", "'ForAnyValue:StringEquals':{'k:many':'x'} | false",
        "'ForAllValues:StringNotEquals':{'k:many':'x'} | true", "'ForAllValues:StringNotEquals':{'k:many':'red'} | false",
        "'ForAnyValue:StringNotEquals':{'k:many':'red'} | true", "'ForAnyValue:StringNotEquals':{'k:many':['red','blue']} | false",
        "'StringEquals':{'k:many':'red'} | true", "'StringNotEquals':{'k:many':'red'} | false"})
    void severalValues(String condition, boolean holds) {
        assertThat(holds(condition)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'StringEquals':{'k:text':'${k:text}'} | true", "'StringLike':{'k:text':'${k:text}*'} | true", "'StringEquals':{'k:text':'${k:none}'} | false",
        "'StringEquals':{'k:text':'${k:none, \"Orders\"}'} | true", "'StringEquals':{'k:text':'${k:many}'} | false",
        "'StringNotEquals':{'k:text':'${k:none}'} | false", "'StringLike':{'k:text':'${k:star}'} | false", "'StringEquals':{'k:star':'${k:star}'} | true"})
    void variables(String condition, boolean holds) {
        assertThat(holds(condition.replace("\"", "\\'"))).isEqualTo(holds);
    }

    @Test
    void aDefaultStandsForAMissingValue() {
        Template template = Template.of("home/${k:none, 'nobody'}/${k:text}/${$}{x}", false, true);

        assertThat(template.fill(ConditionTest::values)).contains("home/nobody/Orders/${x}");
        assertThat(template.keys()).containsExactly("k:none", "k:text");
    }

    @Test
    void theOldVersionHasNoVariables() {
        assertThat(Template.of("${k:text}", false, false).fill(ConditionTest::values)).contains("${k:text}");
    }

    @Test
    void whatIsNotKnownIsNotDifferentForAStatementThatAllowsButIsForOneThatDenies() {
        Condition condition = ConditionReader.read(json("'StringNotEquals':{'k:text':'${k:none}'}"), true).getFirst();

        assertThat(condition.holds(ConditionTest::values, true)).isFalse();
        assertThat(condition.holds(ConditionTest::values, false)).isTrue();
    }

    private static boolean holds(String condition) {
        return ConditionReader.read(json(condition), true).stream().allMatch(each -> each.holds(ConditionTest::values, true));
    }

    private static Json json(String condition) {
        return Json.object(("{" + condition + "}").replace("\\'", "\u0002").replace('\'', '"').replace('\u0002', '\'')).orElseThrow();
    }

    private static List<String> values(String key) {
        assertThat(key).as("keys are asked for in lower case").isEqualTo(key.toLowerCase(Locale.ROOT));
        return KEYS.getOrDefault(key, List.of());
    }
}
