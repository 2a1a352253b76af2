package dev.forebay.iam;

import dev.forebay.testkit.IamPoliciesContract;
import dev.forebay.testkit.IamHarness;

class IamPoliciesContractTest extends IamPoliciesContract {
    @Override
    protected IamHarness open() {
        return new InProcess();
    }
}
