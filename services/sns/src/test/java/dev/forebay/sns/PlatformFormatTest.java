package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.forebay.vault.AesVault;
import dev.forebay.vault.Vault;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PlatformFormatTest {
    private static final PlatformApplicationRecord APPLICATION =
            new PlatformApplicationRecord(7, 1_767_225_600_000L, new TreeMap<>(Map.of("PlatformCredential", "é", "Enabled", "true")));
    private static final Vault VAULT = AesVault.inMemory();
    private static final PlatformEndpointRecord ENDPOINT = new PlatformEndpointRecord(true, "device", "user é");

    @Test
    void whatIsWrittenIsRead() {
        assertThat(PlatformApplicationRecord.read("arn", APPLICATION.write("arn", VAULT), VAULT)).isEqualTo(APPLICATION);
        assertThat(PlatformEndpointRecord.read(ENDPOINT.write())).isEqualTo(ENDPOINT);
        assertThat(PlatformEndpointRecord.read(ENDPOINT.disabled().write())).isEqualTo(ENDPOINT.disabled());
    }

    @Test
    void theLayoutIsAsItAlwaysWas() {
        assertThat(new PlatformEndpointRecord(true, "ab", "").write()).containsExactly(1, 1, 0, 0, 0, 2, 'a', 'b', 0, 0, 0, 0);
    }

    @Test
    void aRecordThatWasCutIsReportedWherever() {
        assertCutIsReported(APPLICATION.write("arn", VAULT), bytes -> PlatformApplicationRecord.read("arn", bytes, VAULT));
        assertCutIsReported(ENDPOINT.write(), PlatformEndpointRecord::read);
    }

    private static void assertCutIsReported(byte[] whole, Function<byte[], ?> read) {
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(UncheckedIOException.class).as("%d bytes", length).isThrownBy(() -> read.apply(cut));
        }
    }

    @Test
    void aLengthThatCannotBeIsReportedBeforeRoomIsMadeForIt() {
        for (int length : new int[] {-1, Integer.MAX_VALUE}) {
            byte[] damaged = ENDPOINT.write();
            ByteBuffer.wrap(damaged).putInt(2, length);

            assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> PlatformEndpointRecord.read(damaged));
        }
    }

    @Test
    void aFormatOfTheFutureIsRefused() {
        byte[] newer = ENDPOINT.write();
        newer[0] = 2;

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> PlatformEndpointRecord.read(newer))
                .withMessage("format 2 of an endpoint is not known to this version");
    }
}
