package dev.forebay.kms;

import dev.forebay.testkit.KmsKeysContract;
import dev.forebay.testkit.KmsHarness;

class KmsKeysContractTest extends KmsKeysContract {
    @Override
    protected KmsHarness open() {
        return new InProcess();
    }
}
