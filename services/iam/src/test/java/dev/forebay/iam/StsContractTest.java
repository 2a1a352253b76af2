package dev.forebay.iam;

import dev.forebay.testkit.StsContract;
import dev.forebay.testkit.IamHarness;

class StsContractTest extends StsContract {
    @Override
    protected IamHarness open() {
        return new InProcess();
    }
}
