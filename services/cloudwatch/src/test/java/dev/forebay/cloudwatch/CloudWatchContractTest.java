package dev.forebay.cloudwatch;

import dev.forebay.testkit.CloudWatchContract;
import dev.forebay.testkit.CloudWatchHarness;

class CloudWatchContractTest extends CloudWatchContract {
    @Override
    protected CloudWatchHarness open() {
        return new InProcess();
    }
}
