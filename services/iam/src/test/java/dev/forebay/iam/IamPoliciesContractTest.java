package dev.forebay.iam;

import dev.forebay.testkit.IamHarness;
import dev.forebay.testkit.IamPoliciesContract;

class IamPoliciesContractTest extends IamPoliciesContract {
    @Override
    protected IamHarness open() {
        return new InProcess();
    }
}
