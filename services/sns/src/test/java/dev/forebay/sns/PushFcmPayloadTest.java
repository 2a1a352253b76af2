package dev.forebay.sns;

import static dev.forebay.sns.PushNotices.PUBLISHED;
import static dev.forebay.sns.PushNotices.payload;
import static dev.forebay.sns.PushNotices.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.couriers.PushJson;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PushFcmPayloadTest {

    @Test
    void aPlainTextArrivesAsData() throws Exception {
        assertSent(plain("rain"), "{'message':{'token':'device','data':{'default':'rain'}}}");
    }

    @Test
    void aPayloadOfTodayGoesAsItIsWithItsTarget() throws Exception {
        assertSent(payload("GCM", quoted("{'fcmV1Message':{'validate_only':true,'message':{'notification':{'title':'t'},"
                        + "'android':{'priority':'high','ttl':'0s'},'apns':{'payload':{'aps':{'badge':5}}},'data':{'a':'b'}}}}")),
                "{'validate_only':true,'message':{'token':'device','notification':{'title':'t'},"
                        + "'android':{'priority':'high','ttl':'0s'},'apns':{'payload':{'aps':{'badge':5}}},'data':{'a':'b'}}}");
    }

    @Test
    void aPayloadCannotNameAnotherTarget() throws Exception {
        assertSent(payload("GCM", quoted("{'fcmV1Message':{'message':{'topic':'all','condition':'x','token':'another','data':{'a':'b'}}}}")),
                "{'message':{'token':'device','data':{'a':'b'}}}");
        assertSent(payload("GCM", quoted("{'to':'another','registration_ids':['x'],'data':{'a':'b'}}")),
                "{'message':{'token':'device','android':{'data':{'a':'b'}},'webpush':{'data':{'a':'b'}},'data':{'a':'b'}}}");
    }

    @Test
    void dataBecomesText() throws Exception {
        assertSent(payload("GCM", quoted("{'fcmV1Message':{'message':{'data':{'n':3600,'t':true,'l':[1,'x'],'o':{'a':1},'z':null}}}}")),
                "{'message':{'token':'device','data':{'n':'3600','t':'true','l':'[1,\\\"x\\\"]','o':'{\\\"a\\\":1}','z':''}}}");
    }

    /** The example of AWS's documentation. */
    @Test
    void aPayloadOfOldIsTranslatedForAllKindsOfDevices() throws Exception {
        assertSent(payload("GCM", quoted("{'notification':{'title':'a','body':'b','android_channel_id':'c','body_loc_args':['d'],"
                        + "'body_loc_key':'e','click_action':'f','color':'g','icon':'h','sound':'i','tag':'j','title_loc_args':['k'],"
                        + "'title_loc_key':'l'},'data':{'message':'priority message'}}")),
                "{'message':{'token':'device','notification':{'title':'a','body':'b'},"
                        + "'android':{'priority':'high','notification':{'body_loc_args':['d'],'title_loc_args':['k'],'color':'g','sound':'i',"
                        + "'icon':'h','tag':'j','title_loc_key':'l','title':'a','body':'b','click_action':'f','channel_id':'c','body_loc_key':'e'},"
                        + "'data':{'message':'priority message'}},"
                        + "'apns':{'payload':{'aps':{'alert':{'title-loc-args':['k'],'title-loc-key':'l','loc-args':['d'],'loc-key':'e',"
                        + "'title':'a','body':'b'},'category':'f','sound':'i'}}},"
                        + "'webpush':{'notification':{'icon':'h','tag':'j','body':'b','title':'a'},'data':{'message':'priority message'}},"
                        + "'data':{'message':'priority message'}}}");
    }

    @Test
    void theOptionsOfOldAreTranslated() throws Exception {
        assertSent(payload("GCM", quoted("{'data':{'a':'b'},'priority':'normal','time_to_live':3600,'collapse_key':'deals',"
                        + "'restricted_package_name':'com.example','dry_run':true,'content_available':true,'mutable_content':true}")),
                "{'validate_only':true,'message':{'token':'device','data':{'a':'b'},'webpush':{'data':{'a':'b'}},"
                        + "'android':{'priority':'normal','ttl':'3600s','collapse_key':'deals','restricted_package_name':'com.example','data':{'a':'b'}},"
                        + "'apns':{'payload':{'aps':{'content-available':1,'mutable-content':1}}}}}");
    }

    @Test
    void aBadgeGoesWhereItsKindIsKnown() throws Exception {
        assertThat(sent(payload("GCM", quoted("{'notification':{'badge':5}}")))).contains("\"aps\":{\"badge\":5}").doesNotContain("webpush");
        assertThat(sent(payload("GCM", quoted("{'notification':{'badge':'URL'}}")))).contains("\"webpush\":{\"notification\":{\"badge\":\"URL\"}}").doesNotContain("aps");
    }

    @Test
    void theTimeToLiveOfTheAttributeWinsOverThePayload() throws Exception {
        assertSent(payload("GCM", quoted("{'fcmV1Message':{'message':{'android':{'ttl':'9s','priority':'high'}}}}"), "GCM.TTL", "60"),
                "{'message':{'token':'device','android':{'ttl':'60s','priority':'high'}}}");
        assertSent(plain("rain", "FCM.TTL", "0"), "{'message':{'token':'device','android':{'ttl':'0s'},'data':{'default':'rain'}}}");
    }

    @Test
    void whatIsLeftOfTheTimeToLiveIsHandedOn() throws Exception {
        PushMessage message = PushMessage.of(plain("rain", "GCM.TTL", "60"), Platform.GCM);

        assertThat(PushFcmPayload.of(message, "device", PUBLISHED + 20_500)).contains("\"ttl\":\"40s\"");
    }

    private static void assertSent(Notification notification, String expected) throws PushUnsendable {
        Map<String, Object> sent = PushJson.object(sent(notification)).orElseThrow();
        assertThat(sent).isEqualTo(PushJson.object(quoted(expected)).orElseThrow());
    }

    private static String sent(Notification notification) throws PushUnsendable {
        return PushFcmPayload.of(PushMessage.of(notification, Platform.GCM), "device", PUBLISHED);
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
