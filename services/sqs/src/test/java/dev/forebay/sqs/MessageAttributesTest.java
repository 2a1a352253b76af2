package dev.forebay.sqs;

import static dev.forebay.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

class MessageAttributesTest {
    private static final String NOT_A_NUMBER = "Can't cast the value of message (user) attribute 'a' to a number.";

    @Test
    void theSumIsTheOneThatAwsReturns() {
        // Recorded from AWS.
        assertThat(MessageAttributes.md5Hex(Map.of("General", text("Kenobi"), "Hello", text("There"), "Help.Me", text("Me"))))
                .isEqualTo("4c360f3fdafd970e05fae2f149d997f5");
        assertThat(MessageAttributes.md5Hex(Map.of("Hello", text("There")))).isEqualTo("a311262e065454b75da111d535b8dacd");
        assertThat(MessageAttributes.md5Hex(Map.of("attr1", binary("traceparent\u001e00-774062d6c37081a5a0b9b5b88e30627c-2d2482211f6489da-01"))))
                .isEqualTo("8cbe4db156db8a94db8b801b7addb984");
        assertThat(MessageAttributes.md5Hex(Map.of("UserId", value("Number.bigint", "1234567890123456789012"))))
                .isEqualTo("797ab158d73dcb5242dedc4412c8e855");
    }

    @Test
    void whatIsEncodedIsDecoded() {
        Map<String, MessageAttributeValue> attributes =
                Map.of("a", text("ü€𝄞"), "b", value("Number.int", "-1.5e3"), "c", binary("\u0000\u0001"), "d", value("String.json", "{}"));

        assertThat(MessageAttributes.decode(MessageAttributes.encode(attributes))).isEqualTo(attributes);
    }

    @Test
    void noAttributesAreNoBytes() {
        MessageAttributes.check(Map.of());

        assertThat(MessageAttributes.encode(Map.of())).isEmpty();
        assertThat(MessageAttributes.decode(new byte[0])).isEmpty();
        assertThat(MessageAttributes.size(Map.of())).isZero();
    }

    @Test
    void namesTypesAndValuesCountInTheSize() {
        assertThat(MessageAttributes.size(Map.of("abc", text("ü"), "d", binary("1234")))).isEqualTo(3 + 6 + 2 + 1 + 6 + 4);
    }

    @Test
    void damagedBytesAreToldAsSuch() {
        byte[] good = MessageAttributes.encode(Map.of("name", text("value"), "other", binary("1234")));
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 1));
            for (int flips = random.nextInt(4); flips > 0 && bad.length > 0; flips--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                MessageAttributes.decode(bad);
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessageStartingWith("stored message attributes are damaged");
            }
        }
        assertThatThrownBy(() -> MessageAttributes.decode(new byte[] {0x7f, -1, -1, -1, 0})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void thereAreUpToTen() {
        MessageAttributes.check(many(10));

        assertRefused("InvalidParameterValue", () -> MessageAttributes.check(many(11)))
                .isEqualTo("Number of message attributes [11] exceeds the allowed maximum [10].");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "trace.id", "Foo_Bar-1.2", "AWSfoo", "amazon-x", "attr.1øßä"})
    void aNameHasLettersDigitsPeriodsHyphensAndUnderscores(String name) {
        MessageAttributes.check(Map.of(name, text("v")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"trace id", "a@b", "!a", "§a", "(", "a\"", "a\ud800"})
    void otherCharactersAreRefusedInNames(String name) {
        assertRefused("InvalidParameterValue", () -> MessageAttributes.check(Map.of(name, text("v"))))
                .isEqualTo("Message (user) attributes name can only contain upper and lower score characters, digits, periods, hyphens and underscores. ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS.x", "aWs.x", "Amazon.x", "AMAZON.x", ".x", "x."})
    void reservedNamesAndOuterPeriodsAreRefused(String name) {
        assertRefused("InvalidParameterValue", () -> MessageAttributes.check(Map.of(name, text("v"))))
                .startsWith("You can't use message attribute names beginning with 'AWS.' or 'Amazon.'.");
    }

    @Test
    void aNameIsNeitherEmptyNorLongNorHasTwoPeriodsInARow() {
        MessageAttributes.check(Map.of("n".repeat(256), text("v")));

        assertRefused("InvalidParameterValue", () -> MessageAttributes.check(Map.of("", text("v"))))
                .isEqualTo("The request must contain non-empty message (user) attribute names.");
        assertRefused("InvalidParameterValue", () -> MessageAttributes.check(Map.of("n".repeat(257), text("v"))))
                .isEqualTo("Message (user) attribute names must be shorter than 256 Bytes");
        assertRefused("InvalidParameterValue", () -> MessageAttributes.check(Map.of("a..b", text("v"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"string", "Str", "StringList", "int", ".String", "String!"})
    void aTypeIsStringNumberOrBinaryWithASuffix(String type) {
        assertRefused("InvalidParameterValue", () -> MessageAttributes.check(Map.of("a", value(type, "1"))))
                .isEqualTo("The type of message (user) attribute 'a' is invalid."
                        + " You must use only the following supported type prefixes: Binary, Number, String.");
    }

    @Test
    void aTypeIsGivenAndNotLong() {
        MessageAttributes.check(Map.of("a", value("String." + "x".repeat(249), "1")));

        assertRefused("InvalidParameterValue", () -> MessageAttributes.check(Map.of("a", value("String." + "x".repeat(250), "1"))))
                .isEqualTo("Message (user) attribute types must be shorter than 256 Bytes");
        assertRefused("InvalidParameterValue", () -> MessageAttributes.check(Map.of("a", MessageAttributeValue.builder().build())))
                .isEqualTo("The message (user) attribute 'a' must contain a non-empty message attribute value.");
        assertRefused("InvalidParameterValue", () -> MessageAttributes.check(Map.of("a", value("", "1"))));
    }

    @Test
    void aValueIsNotEmpty() {
        // Recorded from AWS.
        assertRefused("InvalidParameterValue", () -> MessageAttributes.check(Map.of("ErrorDetails", text(""))))
                .isEqualTo("Message (user) attribute 'ErrorDetails' must contain a non-empty value of type 'String'.");
        assertRefused("InvalidParameterValue", () -> MessageAttributes.check(Map.of("a", binary(""))));
        assertRefused("InvalidParameterValue", () -> MessageAttributes.check(Map.of("a", value("Number", ""))));
    }

    @Test
    void aValueIsInTheFieldOfItsType() {
        MessageAttributeValue mixed = MessageAttributeValue.builder().dataType("String").binaryValue(SdkBytes.fromUtf8String("x")).build();

        assertRefused("InvalidParameterValue", () -> MessageAttributes.check(Map.of("a", mixed)))
                .isEqualTo("The message attribute 'a' with type 'String' must use field 'String'.");
        assertRefused("InvalidParameterValue", () -> MessageAttributes.check(Map.of("a", value("Binary", "x"))))
                .isEqualTo("The message attribute 'a' with type 'Binary' must use field 'Binary'.");
    }

    @Test
    void listsAreNotSupported() {
        assertRefused("UnsupportedOperation",
                () -> MessageAttributes.check(Map.of("a", text("x").toBuilder().stringListValues("y").build())))
                .isEqualTo("Message attribute list values in SendMessage operation are not supported.");
    }

    @Test
    void aValueHasOnlyAllowedCharacters() {
        assertRefused("InvalidParameterValue", () -> MessageAttributes.check(Map.of("a", text("a\u0008b")))).startsWith("Invalid characters found.");
        MessageAttributes.check(Map.of("a", binary("a\u0008b")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "-42", "+42", "3.14", "007", "42.", ".5", "1e5", "1.5e-10", "99999999999999999999999999999999999999", "1e126", "-1e128"})
    void aNumberHasUpTo38Digits(String number) {
        MessageAttributes.check(Map.of("a", value("Number", number)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "world", "-", ".", "1.2.3", "42abc", "4 2", "1,000", "0x1f", "1_000", "1e", "NaN", "1.1e126", "-1.1e128", "10e2147483647", "1e-99999999999",
        "999999999999999999999999999999999999999"
    })
    void anythingElseIsNoNumber(String number) {
        assertRefused("InvalidParameterValue", () -> MessageAttributes.check(Map.of("a", value("Number", number)))).isEqualTo(NOT_A_NUMBER);
    }

    @Test
    void aNumberOfAMegabyteIsNotComputed() {
        assertRefused("InvalidParameterValue", () -> MessageAttributes.check(Map.of("a", value("Number", "1".repeat(1_000_000))))).isEqualTo(NOT_A_NUMBER);
    }

    private static Map<String, MessageAttributeValue> many(int count) {
        return IntStream.range(0, count).mapToObj(i -> "attribute" + i).collect(Collectors.toMap(Function.identity(), name -> text("v")));
    }

    private static MessageAttributeValue text(String value) {
        return value("String", value);
    }

    private static MessageAttributeValue value(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }

    private static MessageAttributeValue binary(String value) {
        return MessageAttributeValue.builder().dataType("Binary").binaryValue(SdkBytes.fromUtf8String(value)).build();
    }
}
