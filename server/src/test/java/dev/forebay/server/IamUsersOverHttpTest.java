package dev.forebay.server;

import dev.forebay.testkit.IamUsersContract;
import dev.forebay.testkit.IamHarness;

class IamUsersOverHttpTest extends IamUsersContract {
    @Override
    protected IamHarness open() {
        return new IamOverHttp();
    }
}
