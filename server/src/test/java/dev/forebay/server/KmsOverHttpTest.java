package dev.forebay.server;

import dev.forebay.testkit.KmsCiphersContract;
import dev.forebay.testkit.KmsGrantsContract;
import dev.forebay.testkit.KmsHarness;
import dev.forebay.testkit.KmsKeysContract;
import dev.forebay.testkit.KmsRotationContract;
import dev.forebay.testkit.KmsSigningContract;
import org.junit.jupiter.api.Nested;

/** The contract suites through a socket. */
class KmsOverHttpTest {
    @Nested
    class Ciphers extends KmsCiphersContract {
        @Override
        protected KmsHarness open() {
            return new KmsOverHttp();
        }
    }

    @Nested
    class Grants extends KmsGrantsContract {
        @Override
        protected KmsHarness open() {
            return new KmsOverHttp();
        }
    }

    @Nested
    class Keys extends KmsKeysContract {
        @Override
        protected KmsHarness open() {
            return new KmsOverHttp();
        }
    }

    @Nested
    class Rotation extends KmsRotationContract {
        @Override
        protected KmsHarness open() {
            return new KmsOverHttp();
        }
    }

    @Nested
    class Signing extends KmsSigningContract {
        @Override
        protected KmsHarness open() {
            return new KmsOverHttp();
        }
    }
}
