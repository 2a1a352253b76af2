package dev.forebay.kms;

import dev.forebay.testkit.KmsRotationContract;
import dev.forebay.testkit.KmsHarness;

class KmsRotationContractTest extends KmsRotationContract {
    @Override
    protected KmsHarness open() {
        return new InProcess();
    }
}
