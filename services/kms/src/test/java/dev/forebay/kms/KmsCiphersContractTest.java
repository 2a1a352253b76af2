package dev.forebay.kms;

import dev.forebay.testkit.KmsCiphersContract;
import dev.forebay.testkit.KmsHarness;

class KmsCiphersContractTest extends KmsCiphersContract {
    @Override
    protected KmsHarness open() {
        return new InProcess();
    }
}
