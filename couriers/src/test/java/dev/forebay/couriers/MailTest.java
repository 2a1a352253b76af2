package dev.forebay.couriers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTest {

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: x@example.com", "a\nb", "a\rb", "a\0b"})
    void noHeaderCanBeSmuggledIn(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Mails.mail(text, "text"));
        assertThatIllegalArgumentException().isThrownBy(() -> Mails.to(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new Mail("1", text, "a@example.com", "b@example.com", "s", "t", Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Mail("1", "n", text, "b@example.com", "s", "t", Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Mail(text, "n", "a@example.com", "b@example.com", "s", "t", Map.of()));
        assertThatIllegalArgumentException().isThrownBy(
                () -> new Mail("1", "n", "a@example.com", "b@example.com", "s", "t", Map.of("X-A", text)));
        assertThatIllegalArgumentException().isThrownBy(
                () -> new Mail("1", "n", "a@example.com", "b@example.com", "s", "t", Map.of("X: " + text, "v")));
    }

    @Test
    void controlCharactersBecomeSpaces() {
        assertThat(Mail.fitted("a\r\nb\tc")).isEqualTo("a  b c");
        assertThat(Mail.fitted("plain")).isEqualTo("plain");
    }

    @Test
    void theSameMailHasTheSameIdWheneverItIsSent() throws Exception {
        String first = new String(MailFormat.bytes(Mails.mail("s", "t"), Mails.NOW), StandardCharsets.UTF_8);
        String second = new String(MailFormat.bytes(Mails.mail("s", "t"), Mails.NOW + 60_000), StandardCharsets.UTF_8);

        assertThat(first).contains("Message-ID: <mail-1@sns.example.com>");
        assertThat(second).contains("Message-ID: <mail-1@sns.example.com>");
    }

    @Test
    void linesOfAMailStayWithinWhatServersTake() throws Exception {
        String mail = new String(MailFormat.bytes(Mails.mail("s", "x".repeat(5000)), Mails.NOW), StandardCharsets.UTF_8);

        assertThat(mail.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(998));
    }
}
