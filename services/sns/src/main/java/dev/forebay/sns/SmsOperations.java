package dev.forebay.sns;

import dev.forebay.identity.Caller;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.CheckIfPhoneNumberIsOptedOutRequest;
import software.amazon.awssdk.services.sns.model.CheckIfPhoneNumberIsOptedOutResponse;
import software.amazon.awssdk.services.sns.model.CreateSmsSandboxPhoneNumberRequest;
import software.amazon.awssdk.services.sns.model.CreateSmsSandboxPhoneNumberResponse;
import software.amazon.awssdk.services.sns.model.DeleteSmsSandboxPhoneNumberRequest;
import software.amazon.awssdk.services.sns.model.DeleteSmsSandboxPhoneNumberResponse;
import software.amazon.awssdk.services.sns.model.GetSmsAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSmsAttributesResponse;
import software.amazon.awssdk.services.sns.model.GetSmsSandboxAccountStatusRequest;
import software.amazon.awssdk.services.sns.model.GetSmsSandboxAccountStatusResponse;
import software.amazon.awssdk.services.sns.model.ListOriginationNumbersRequest;
import software.amazon.awssdk.services.sns.model.ListOriginationNumbersResponse;
import software.amazon.awssdk.services.sns.model.ListPhoneNumbersOptedOutRequest;
import software.amazon.awssdk.services.sns.model.ListPhoneNumbersOptedOutResponse;
import software.amazon.awssdk.services.sns.model.ListSmsSandboxPhoneNumbersRequest;
import software.amazon.awssdk.services.sns.model.ListSmsSandboxPhoneNumbersResponse;
import software.amazon.awssdk.services.sns.model.NumberCapability;
import software.amazon.awssdk.services.sns.model.OptInPhoneNumberRequest;
import software.amazon.awssdk.services.sns.model.OptInPhoneNumberResponse;
import software.amazon.awssdk.services.sns.model.PhoneNumberInformation;
import software.amazon.awssdk.services.sns.model.SMSSandboxPhoneNumber;
import software.amazon.awssdk.services.sns.model.SetSmsAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetSmsAttributesResponse;
import software.amazon.awssdk.services.sns.model.VerifySmsSandboxPhoneNumberRequest;
import software.amazon.awssdk.services.sns.model.VerifySmsSandboxPhoneNumberResponse;

/** The operations on text messages. */
final class SmsOperations {
    private static final int MAX_OPTED_OUT = 100;
    private static final int MAX_SANDBOX = 100;
    private static final int MAX_ORIGINATION = 30;

    private final SmsDesk desk;
    private final SmsPlace place;

    SmsOperations(SmsDesk desk, Caller caller) {
        this.desk = desk;
        this.place = desk.place(caller.account(), caller.region());
    }

    SetSmsAttributesResponse setAttributes(SetSmsAttributesRequest request) {
        place.setAttributes(request.attributes());
        return SetSmsAttributesResponse.builder().build();
    }

    GetSmsAttributesResponse attributes(GetSmsAttributesRequest request) {
        return GetSmsAttributesResponse.builder().attributes(place.durableAttributes().shown(request.attributes())).build();
    }

    CheckIfPhoneNumberIsOptedOutResponse isOptedOut(CheckIfPhoneNumberIsOptedOutRequest request) {
        boolean optedOut = place.isDurablyOptedOut(PhoneNumber.opted(request.phoneNumber()));
        return CheckIfPhoneNumberIsOptedOutResponse.builder().isOptedOut(optedOut).build();
    }

    ListPhoneNumbersOptedOutResponse optedOut(ListPhoneNumbersOptedOutRequest request) {
        SmsPage page = SmsPage.of(request.nextToken(), null, MAX_OPTED_OUT);
        List<String> found = place.optedOut(page.after(), page.limit()).stream().map(PhoneNumber::value).toList();
        return ListPhoneNumbersOptedOutResponse.builder()
                .phoneNumbers(page.shown(found))
                .nextToken(page.next(found, number -> number))
                .build();
    }

    OptInPhoneNumberResponse optIn(OptInPhoneNumberRequest request) {
        place.optIn(PhoneNumber.opted(request.phoneNumber()));
        return OptInPhoneNumberResponse.builder().build();
    }

    CreateSmsSandboxPhoneNumberResponse createSandboxNumber(CreateSmsSandboxPhoneNumberRequest request) {
        desk.addToSandbox(place, PhoneNumber.inSandbox(request.phoneNumber()), request.languageCodeAsString());
        return CreateSmsSandboxPhoneNumberResponse.builder().build();
    }

    VerifySmsSandboxPhoneNumberResponse verifySandboxNumber(VerifySmsSandboxPhoneNumberRequest request) {
        String password = request.oneTimePassword() == null ? "" : request.oneTimePassword();
        if (!password.matches("[0-9]{5,8}")) {
            throw SnsErrors.invalidParameter("OneTimePassword");
        }
        place.sandbox().verify(PhoneNumber.inSandbox(request.phoneNumber()), password);
        return VerifySmsSandboxPhoneNumberResponse.builder().build();
    }

    DeleteSmsSandboxPhoneNumberResponse deleteSandboxNumber(DeleteSmsSandboxPhoneNumberRequest request) {
        place.sandbox().delete(PhoneNumber.inSandbox(request.phoneNumber()));
        return DeleteSmsSandboxPhoneNumberResponse.builder().build();
    }

    ListSmsSandboxPhoneNumbersResponse sandboxNumbers(ListSmsSandboxPhoneNumbersRequest request) {
        SmsPage page = SmsPage.of(request.nextToken(), request.maxResults(), MAX_SANDBOX);
        List<Map.Entry<PhoneNumber, SmsSandboxNumber>> found = place.sandbox().list(page.after(), page.limit());
        return ListSmsSandboxPhoneNumbersResponse.builder()
                .phoneNumbers(page.shown(found).stream().map(SmsOperations::sandboxNumber).toList())
                .nextToken(page.next(found, entry -> entry.getKey().value()))
                .build();
    }

    private static SMSSandboxPhoneNumber sandboxNumber(Map.Entry<PhoneNumber, SmsSandboxNumber> entry) {
        return SMSSandboxPhoneNumber.builder()
                .phoneNumber(entry.getKey().value())
                .status(entry.getValue().status())
                .build();
    }

    GetSmsSandboxAccountStatusResponse sandboxStatus(GetSmsSandboxAccountStatusRequest request) {
        return GetSmsSandboxAccountStatusResponse.builder().isInSandbox(desk.config().sandbox()).build();
    }

    ListOriginationNumbersResponse originationNumbers(ListOriginationNumbersRequest request) {
        SmsPage page = SmsPage.of(request.nextToken(), request.maxResults(), MAX_ORIGINATION);
        List<SmsConfig.OriginationNumber> found = desk.config().originationNumbers().stream()
                .sorted(Comparator.comparing(SmsConfig.OriginationNumber::phoneNumber))
                .filter(number -> number.phoneNumber().compareTo(page.after()) > 0)
                .limit(page.limit())
                .toList();
        return ListOriginationNumbersResponse.builder()
                .phoneNumbers(page.shown(found).stream().map(SmsOperations::originationNumber).toList())
                .nextToken(page.next(found, SmsConfig.OriginationNumber::phoneNumber))
                .build();
    }

    private static PhoneNumberInformation originationNumber(SmsConfig.OriginationNumber number) {
        return PhoneNumberInformation.builder()
                .phoneNumber(number.phoneNumber())
                .iso2CountryCode(number.country())
                .routeType(number.routeType())
                .status("ACTIVE")
                .numberCapabilities(NumberCapability.SMS)
                .createdAt(Instant.ofEpochMilli(number.createdAt()))
                .build();
    }
}
