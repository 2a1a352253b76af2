package dev.forebay.couriers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmppTextTest {

    /** What a phone makes of the parts. */
    private static String joined(SmppText text, List<byte[]> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < parts.size(); i++) {
            byte[] part = parts.get(i);
            assertThat(part).startsWith(5, 0, 3, 42, parts.size(), i + 1);
            assertThat(part.length).isLessThanOrEqualTo(text.ucs2() ? 140 : 159);
            all.write(part, 6, part.length - 6);
        }
        return text.ucs2() ? all.toString(StandardCharsets.UTF_16BE) : Gsm7.decode(all.toByteArray());
    }

    @Test
    void allOfGsmsCharactersAreKept() {
        String all = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./09:;<=>?¡AZÄÖÑÜ§¿azäöñüà\f^{}\\[~]|€";

        assertThat(Gsm7.decode(Gsm7.encode(all).orElseThrow())).isEqualTo(all);
        assertThat(Gsm7.encode("@ €").orElseThrow()).containsExactly(0, 32, 27, 101);
        assertThat(Gsm7.encode("ê")).isEmpty();
    }

    @Test
    void a160CharactersOfGsmFitOneMessageAnd161DoNot() {
        assertThat(SmppText.of("a".repeat(160)).fitsOne()).isTrue();
        assertThat(SmppText.of("a".repeat(161)).fitsOne()).isFalse();
        assertThat(SmppText.of("€".repeat(80)).fitsOne()).isTrue();
        assertThat(SmppText.of("€".repeat(81)).fitsOne()).isFalse();
    }

    @Test
    void a70CharactersOfUcs2FitOneMessageAnd71DoNot() {
        assertThat(SmppText.of("ê".repeat(70)).fitsOne()).isTrue();
        assertThat(SmppText.of("ê".repeat(71)).fitsOne()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain text. ", "€", "a€", "ê", "😀", "a😀"})
    void longTextsAreJoinedAgainWithNoCharacterCut(String piece) {
        String text = piece.repeat(300);
        SmppText encoded = SmppText.of(text);
        List<byte[]> parts = encoded.parts(42);

        assertThat(joined(encoded, parts)).isEqualTo(text);
        if (encoded.ucs2()) {
            assertThat(parts).allSatisfy(part -> assertThat(new String(part, 6, part.length - 6, StandardCharsets.UTF_16BE))
                    .doesNotContain("\ufffd"));
        } else {
            assertThat(parts).allSatisfy(part -> assertThat(part[part.length - 1]).isNotEqualTo(Gsm7.ESCAPE));
        }
    }

    @Test
    void moreThan255PartsDoNotGo() {
        assertThat(SmppText.of("a".repeat(255 * 153)).fitsParts()).isTrue();
        assertThat(SmppText.of("a".repeat(255 * 153 + 1)).fitsParts()).isFalse();
    }

    @Test
    void addressesTellWhatTheyAre() {
        assertThat(SmppAddress.of("+15550100").text()).isEqualTo("15550100");
        assertThat(SmppAddress.of("+15550100").ton().value()).isEqualTo((byte) 1);
        assertThat(SmppAddress.of("24273").ton().value()).isEqualTo((byte) 3);
        assertThat(SmppAddress.of("Shop1").ton().value()).isEqualTo((byte) 5);
        assertThat(SmppAddress.of("").ton().value()).isEqualTo((byte) 0);
    }
}
