package dev.forebay.iam;

import dev.forebay.testkit.IamUsersContract;
import dev.forebay.testkit.IamHarness;

class IamUsersContractTest extends IamUsersContract {
    @Override
    protected IamHarness open() {
        return new InProcess();
    }
}
