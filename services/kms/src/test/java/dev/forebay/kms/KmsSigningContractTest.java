package dev.forebay.kms;

import dev.forebay.testkit.KmsSigningContract;
import dev.forebay.testkit.KmsHarness;

class KmsSigningContractTest extends KmsSigningContract {
    @Override
    protected KmsHarness open() {
        return new InProcess();
    }
}
