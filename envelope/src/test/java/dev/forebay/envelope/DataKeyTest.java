package dev.forebay.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DataKeyTest {
    private static final byte[] SECRET = bytes("0123456789abcdef0123456789abcdef");
    private static final byte[] CONTEXT = bytes("queue 7, message 9");
    private static final byte[] TEXT = bytes("the boiler must not run dry");

    private final DataKey key = DataKey.toSeal(42, SECRET);
    private final DataKey opening = DataKey.toOpen(42, SECRET);

    @Test
    void whatWasSealedOpensInItsPlace() {
        byte[] sealed = seal(TEXT, 5, 1_000);

        assertThat(Seal.keyNumber(sealed, 0)).isEqualTo(42);
        assertThat(opening.open(CONTEXT, sealed, 0, sealed.length, 5, 1_000)).isEqualTo(TEXT);
    }

    @Test
    void whatIsSealedDoesNotContainWhatItSays() {
        assertThat(text(seal(TEXT, 5))).doesNotContain("boiler");
    }

    @Test
    void itMayLieAnywhereInARow() {
        byte[] row = new byte[10 + TEXT.length + Seal.OVERHEAD];
        Seal.place(row, 10, key.seal(CONTEXT, TEXT, 0, TEXT.length, row, 10).stamp(5));

        assertThat(opening.open(CONTEXT, row, 10, row.length - 10, 5)).isEqualTo(TEXT);
    }

    @Test
    void nothingIsLessThanSomething() {
        byte[] sealed = seal(new byte[0], 5);

        assertThat(opening.open(CONTEXT, sealed, 0, sealed.length, 5)).isEmpty();
    }

    @Test
    void inAnotherPlaceItDoesNotOpen() {
        byte[] sealed = seal(TEXT, 5, 1_000);

        assertBroken(sealed, 6, 1_000);
        assertBroken(sealed, 5, 1_001);
        assertBroken(sealed, 1_000, 5);
        assertBroken(sealed, 5);
        assertBroken(sealed, -1, 1_000);
        assertBroken(sealed, Long.MAX_VALUE, 1_000);
    }

    @Test
    void withAnotherContextItDoesNotOpen() {
        byte[] sealed = seal(TEXT, 5);

        assertThatThrownBy(() -> opening.open(bytes("queue 8, message 9"), sealed, 0, sealed.length, 5)).isInstanceOf(SealBroken.class);
    }

    @Test
    void anotherKeyDoesNotOpenIt() {
        byte[] sealed = seal(TEXT, 5);

        assertThatThrownBy(() -> DataKey.toOpen(42, new byte[32]).open(CONTEXT, sealed, 0, sealed.length, 5)).isInstanceOf(SealBroken.class);
        assertThatThrownBy(() -> DataKey.toOpen(43, SECRET).open(CONTEXT, sealed, 0, sealed.length, 5)).isInstanceOf(SealBroken.class);
    }

    @Test
    void noBitMayBeFlipped() {
        byte[] sealed = seal(TEXT, 5);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertBroken(changed, 5);
        }
    }

    @Test
    void nothingMayBeCutOff() {
        byte[] sealed = seal(TEXT, 5);
        for (int length = 0; length < sealed.length; length++) {
            assertBroken(Arrays.copyOf(sealed, length), 5);
        }
    }

    @Test
    void afterADamagedRecordTheKeyOpensOthers() {
        byte[] damaged = seal(TEXT, 5);
        damaged[damaged.length - 1] ^= 1;
        byte[] sealed = seal(TEXT, 6);

        assertBroken(damaged, 5);
        assertThat(opening.open(CONTEXT, sealed, 0, sealed.length, 6)).isEqualTo(TEXT);
    }

    @Test
    void theSameIsNeverSealedTheSameWayTwice() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            assertThat(seen.add(text(Arrays.copyOfRange(seal(TEXT, 5), Seal.NONCE, Seal.PLACE)))).isTrue();
        }
    }

    @Test
    void aKeyThatOpensSealsNothing() {
        assertThatThrownBy(() -> opening.seal(CONTEXT, TEXT, 0, TEXT.length, new byte[200], 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void stampsTellPlacesApart() {
        PlaceKey place = new PlaceKey(0x123456789abcdefL, 0x3edcba9876543210L);
        Set<Long> stamps = new HashSet<>();
        for (long sequence = 0; sequence < 100; sequence++) {
            for (long time = 0; time < 100; time++) {
                assertThat(stamps.add(place.stamp(sequence, time))).isTrue();
            }
        }
    }

    @Test
    void aStampIsThePolynomialThatItSaysItIs() {
        java.math.BigInteger prime = java.math.BigInteger.TWO.pow(61).subtract(java.math.BigInteger.ONE);
        java.util.Random random = new java.util.Random(3);
        for (int i = 0; i < 1_000; i++) {
            long point = random.nextLong() >>> 1;
            long pad = random.nextLong() >>> 1;
            long x = random.nextLong() >>> 4;
            long y = random.nextLong() >>> 4;
            java.math.BigInteger at = java.math.BigInteger.valueOf(point);
            java.math.BigInteger expected = java.math.BigInteger.valueOf(x).multiply(at).add(java.math.BigInteger.valueOf(y)).multiply(at)
                    .add(java.math.BigInteger.valueOf(pad)).mod(prime);
            assertThat(new PlaceKey(point, pad).stamp(x, y)).isEqualTo(expected.longValueExact());
        }
    }

    @Test
    void aDataKeyDoesNotPrintItself() {
        assertThat(key.toString()).isEqualTo("data key 42");
    }

    private byte[] seal(byte[] plain, long... place) {
        byte[] sealed = new byte[plain.length + Seal.OVERHEAD];
        Seal.place(sealed, 0, key.seal(CONTEXT, plain, 0, plain.length, sealed, 0).stamp(place));
        return sealed;
    }

    private void assertBroken(byte[] sealed, long... place) {
        assertThatThrownBy(() -> opening.open(CONTEXT, sealed, 0, sealed.length, place)).isInstanceOf(SealBroken.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
