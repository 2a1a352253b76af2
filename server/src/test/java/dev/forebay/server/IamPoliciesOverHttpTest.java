package dev.forebay.server;

import dev.forebay.testkit.IamPoliciesContract;
import dev.forebay.testkit.IamHarness;

class IamPoliciesOverHttpTest extends IamPoliciesContract {
    @Override
    protected IamHarness open() {
        return new IamOverHttp();
    }
}
