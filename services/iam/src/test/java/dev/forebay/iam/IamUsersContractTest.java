package dev.forebay.iam;

import dev.forebay.testkit.IamHarness;
import dev.forebay.testkit.IamUsersContract;

class IamUsersContractTest extends IamUsersContract {
    @Override
    protected IamHarness open() {
        return new InProcess();
    }
}
