package dev.forebay.iam;

import dev.forebay.testkit.IamHarness;
import dev.forebay.testkit.StsContract;

class StsContractTest extends StsContract {
    @Override
    protected IamHarness open() {
        return new InProcess();
    }
}
