package dev.forebay.couriers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushPemTest {
    private static final PrivateKey RSA = PushKeys.RSA.getPrivate();
    private static final PrivateKey EC = PushKeys.EC.getPrivate();

    @Test
    void keysAreReadInPkcs8() {
        assertThat(PushPem.privateKey(PushKeys.pem(RSA))).isEqualTo(RSA);
        assertThat(PushPem.privateKey(PushKeys.pem(EC))).isEqualTo(EC);
    }

    @Test
    void keysAreReadInTheirOlderForms() {
        assertThat(PushPem.privateKey(PushKeys.pem("RSA PRIVATE KEY", inner(RSA)))).isEqualTo(RSA);
        assertThat(PushPem.privateKey(PushKeys.pem("EC PRIVATE KEY", inner(EC)))).isEqualTo(EC);
    }

    /** The key inside PKCS#8: it follows the headers, which for these two kinds of key are so long. */
    private static byte[] inner(PrivateKey key) {
        int headers = key.getAlgorithm().equals("RSA") ? 26 : 28;
        return Arrays.copyOfRange(key.getEncoded(), headers, key.getEncoded().length);
    }

    @Test
    void aKeyIsReadWithoutItsArmour() {
        assertThat(PushPem.privateKey(Base64.getEncoder().encodeToString(EC.getEncoded()))).isEqualTo(EC);
    }

    @Test
    void aKeyIsFoundAfterItsCertificate() {
        X509Bundle bundle = PushKeys.client("com.example.weather", Algorithm.ecp256);

        assertThat(PushPem.privateKey(bundle.getCertificatePEM() + bundle.getPrivateKeyPEM()))
                .isEqualTo(bundle.getKeyPair().getPrivate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hunter2", "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----"})
    void whatIsNoKeyIsRefusedWithoutRepeatingIt(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PushPem.privateKey(text)).withMessageNotContaining("hunter2");
        assertThatIllegalArgumentException().isThrownBy(() -> PushPem.certificates(text)).withMessageNotContaining("hunter2");
    }

    @Test
    void aCertificateAndTheKeyOfAnotherAreRefused() {
        X509Bundle one = PushKeys.client("com.example.one", Algorithm.ecp256);
        X509Bundle two = PushKeys.client("com.example.two", Algorithm.ecp256);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApnsCertificate.parse(one.getCertificatePathPEM(), two.getPrivateKeyPEM()))
                .withMessage("the private key is not that of the certificate");
        assertThat(ApnsCertificate.parse(one.getCertificatePathPEM(), one.getPrivateKeyPEM()).toString())
                .contains("com.example.one").doesNotContain("PRIVATE");
    }

    @Test
    void aSigningKeyIsOnP256AndNeverShown() {
        assertThatIllegalArgumentException().isThrownBy(() -> ApnsKey.parse("T", "K", PushKeys.pem(RSA)));
        assertThat(ApnsKey.parse("T", "K", PushKeys.pem(EC))).hasToString("ApnsKey[team=T, key=K]");
    }
}
