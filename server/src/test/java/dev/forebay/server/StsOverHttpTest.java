package dev.forebay.server;

import dev.forebay.testkit.StsContract;
import dev.forebay.testkit.IamHarness;

class StsOverHttpTest extends StsContract {
    @Override
    protected IamHarness open() {
        return new IamOverHttp();
    }
}
