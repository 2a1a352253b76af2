package dev.forebay.sns;

import static dev.forebay.sns.SmsBench.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.model.GetSmsAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetSmsAttributesRequest;

class SmsAttributesTest {
    private final SmsBench bench = new SmsBench(SmsConfig.defaults());

    private void set(String name, String value) {
        bench.sms.setAttributes(SetSmsAttributesRequest.builder().attributes(Map.of(name, value)).build());
    }

    private Map<String, String> shown(String... names) {
        return bench.sms.attributes(GetSmsAttributesRequest.builder().attributes(names).build()).attributes();
    }

    @Test
    void whatNobodySetIsOneDollar() {
        assertThat(shown()).isEqualTo(Map.of("MonthlySpendLimit", "1"));
    }

    @ParameterizedTest
    @CsvSource({
        "MonthlySpendLimit, 100",
        "DeliveryStatusIAMRole, arn:aws:iam::000000000000:role/texts",
        "DeliveryStatusSuccessSamplingRate, 0",
        "DeliveryStatusSuccessSamplingRate, 100",
        "DefaultSenderID, Shop1",
        "DefaultSMSType, Transactional",
        "DefaultSMSType, Promotional",
        "UsageReportS3Bucket, my.reports-1"
    })
    void whatAwsTakesIsKeptAcrossARestart(String name, String value) {
        set(name, value);
        bench.reopen();

        assertThat(shown(name)).isEqualTo(Map.of(name, value));
    }

    @ParameterizedTest
    @CsvSource({
        "MonthlySpendLimit, -1",
        "MonthlySpendLimit, much",
        "MonthlySpendLimit, 1234567890",
        "DeliveryStatusIAMRole, nobody",
        "DeliveryStatusIAMRole, arn:aws:iam::000000000000:user/texts",
        "DeliveryStatusSuccessSamplingRate, 101",
        "DeliveryStatusSuccessSamplingRate, -1",
        "DeliveryStatusSuccessSamplingRate, 1.5",
        "DefaultSenderID, 12345",
        "DefaultSenderID, Twelve12char",
        "DefaultSenderID, My Shop",
        "DefaultSMSType, transactional",
        "UsageReportS3Bucket, My_Bucket"
    })
    void whatAwsDoesNotTakeIsRefusedAndChangesNothing(String name, String value) {
        assertRefused("InvalidParameter", () -> set(name, value)).isEqualTo(name + " is invalid");
        assertThat(shown()).isEqualTo(Map.of("MonthlySpendLimit", "1"));
    }

    @Test
    void anUnknownAttributeIsRefused() {
        assertRefused("InvalidParameter", () -> set("Colour", "blue")).isEqualTo("Colour is not a valid attribute");
    }

    @Test
    void anEmptyValueTakesTheAttributeAway() {
        set("DefaultSenderID", "Shop");
        set("DefaultSenderID", "");

        assertThat(shown()).doesNotContainKey("DefaultSenderID");
    }

    @Test
    void accountsAndRegionsAreApart() {
        set("DefaultSenderID", "Shop");
        GetSmsAttributesRequest all = GetSmsAttributesRequest.builder().build();

        assertThat(bench.as(Caller.root(new AccountId("111122223333"), SmsBench.REGION)).attributes(all).attributes())
                .doesNotContainKey("DefaultSenderID");
        assertThat(bench.as(Caller.root(AccountId.DEFAULT, new Region("eu-west-1"))).attributes(all).attributes())
                .doesNotContainKey("DefaultSenderID");
    }
}
