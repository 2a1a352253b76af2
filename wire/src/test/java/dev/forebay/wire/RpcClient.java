package dev.forebay.wire;

import java.net.URI;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ClientEndpointProvider;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.client.config.SdkClientConfiguration;
import software.amazon.awssdk.core.client.config.SdkClientOption;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.protocols.core.OperationInfo;
import software.amazon.awssdk.protocols.json.AwsJsonProtocol;
import software.amazon.awssdk.protocols.json.JsonOperationMetadata;
import software.amazon.awssdk.protocols.rpcv2.SmithyRpcV2CborProtocolFactory;

/** What the SDK's own implementation of RPC v2 writes and reads, for a service whose client does not speak it in this version. */
final class RpcClient {

    private final String service;
    private final SmithyRpcV2CborProtocolFactory protocol = SmithyRpcV2CborProtocolFactory.builder()
            .clientConfiguration(SdkClientConfiguration.builder()
                    .option(SdkClientOption.CLIENT_ENDPOINT_PROVIDER, ClientEndpointProvider.forEndpointOverride(URI.create("http://localhost:4566")))
                    .build())
            .protocol(AwsJsonProtocol.SMITHY_RPC_V2_CBOR)
            .build();

    RpcClient(String service) {
        this.service = service;
    }

    WireRequest write(String operation, SdkRequest request) {
        OperationInfo info = OperationInfo.builder().httpMethod(SdkHttpMethod.POST).hasPayloadMembers(true).hasImplicitPayloadMembers(true)
                .requestUri("/service/" + service + "/operation/" + operation).build();
        SdkHttpFullRequest http = protocol.createProtocolMarshaller(info).marshall(request);
        return WireHttpClient.wireRequest(http, http.contentStreamProvider());
    }

    SdkResponse read(WireResponse response, Supplier<SdkPojo> builders) throws Exception {
        return protocol.<SdkResponse>createResponseHandler(JsonOperationMetadata.builder().isPayloadJson(true).build(), builders)
                .handle(WireHttpClient.httpResponse(response).build(), new ExecutionAttributes());
    }
}
