package dev.forebay.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** AWS's published test vectors of Signature Version 4: what AWS says is signed right is signed right here. */
class SignatureV4VectorsTest {

    private static final Instant SIGNED = Instant.parse("2015-08-30T12:36:00Z");
    private static final String DATE = "host;x-amz-date";

    private final SignatureV4 verifier = new SignatureV4(
            KnownKeys.example().with("AKIDSESSION", KnownKeys.EXAMPLE_SECRET, "token"), InstantSource.fixed(SIGNED));

    private static Sent get(String target) {
        return new Sent().target(target).header("Host", "example.amazonaws.com").header("X-Amz-Date", "20150830T123600Z");
    }

    private void verifies(Sent sent, String signedHeaders, String signature) {
        sent.header("Authorization", "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders="
                + signedHeaders + ", Signature=" + signature);

        assertThat(verifier.verify(sent.request())).get().isEqualTo(
                new SignatureV4.Signer(KnownKeys.ACCOUNT, Region.DEFAULT, "service", Principal.root(KnownKeys.ACCOUNT)));
    }

    @Test
    void vanilla() {
        verifies(get("/"), DATE, "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
        verifies(get("/").method("POST"), DATE, "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
    }

    @Test
    void pathsAreTakenForWhatTheyLeadTo() {
        String root = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
        verifies(get("/example/.."), DATE, root);
        verifies(get("/example1/example2/../.."), DATE, root);
        verifies(get("/./"), DATE, root);
        verifies(get("//"), DATE, root);
        verifies(get("//example//"), DATE, "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84");
    }

    @Test
    void pathsAreEncodedAsTheyCame() {
        verifies(get("/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"), DATE,
                "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f");
        verifies(get("/\u1234"), DATE, "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85");
        verifies(get("/example space/"), DATE, "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741");
    }

    @Test
    void queriesAreSortedByNameThenValue() {
        verifies(get("/?Param1=value1"), DATE, "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb");
        verifies(get("/?Param2=value2&Param1=value1"), DATE, "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500");
        verifies(get("/?Param1=value2&Param1=value1"), DATE, "5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694");
        verifies(get("/?\u1234=bar"), DATE, "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04");
        verifies(get("/?Param1=value1").method("POST"), DATE, "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11");
    }

    @Test
    void headersAreTrimmedAndLinesOfOneNameJoined() {
        String signed = "host;my-header1;x-amz-date";
        verifies(get("/").header("My-Header1", "value4", "value1", "value3", "value2"), signed,
                "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01");
        verifies(get("/").header("My-Header1", "value2", "value2", "value1"), signed,
                "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea");
        verifies(get("/").header("My-Header1", " value1").header("My-Header2", "\"a   b   c\""), "host;my-header1;my-header2;x-amz-date",
                "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736");
        verifies(get("/").method("POST").header("My-Header1", "value1"), signed,
                "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c");
    }

    @Test
    void bodiesAreHashed() {
        verifies(get("/").method("POST").header("Content-Type", "application/x-www-form-urlencoded").body("Param1=value1"),
                "content-type;host;x-amz-date", "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
    }
}
