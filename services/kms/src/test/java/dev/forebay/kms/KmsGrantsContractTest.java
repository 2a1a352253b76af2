package dev.forebay.kms;

import dev.forebay.testkit.KmsGrantsContract;
import dev.forebay.testkit.KmsHarness;

class KmsGrantsContractTest extends KmsGrantsContract {
    @Override
    protected KmsHarness open() {
        return new InProcess();
    }
}
