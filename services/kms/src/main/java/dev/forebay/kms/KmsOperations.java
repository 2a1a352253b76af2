package dev.forebay.kms;

import dev.forebay.identity.Caller;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.*;

/** AWS's interface: which class answers which operation. */
final class KmsOperations implements KmsClient {
    private final KmsService service;
    private final Caller caller;

    KmsOperations(KmsService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public CreateKeyResponse createKey(CreateKeyRequest request) {
        return keys().create(request);
    }

    @Override
    public DescribeKeyResponse describeKey(DescribeKeyRequest request) {
        return keys().describe(request);
    }

    @Override
    public ListKeysResponse listKeys(ListKeysRequest request) {
        return keys().list(request);
    }

    @Override
    public EnableKeyResponse enableKey(EnableKeyRequest request) {
        return keys().enable(request);
    }

    @Override
    public DisableKeyResponse disableKey(DisableKeyRequest request) {
        return keys().disable(request);
    }

    @Override
    public ScheduleKeyDeletionResponse scheduleKeyDeletion(ScheduleKeyDeletionRequest request) {
        return keys().scheduleDeletion(request);
    }

    @Override
    public CancelKeyDeletionResponse cancelKeyDeletion(CancelKeyDeletionRequest request) {
        return keys().cancelDeletion(request);
    }

    @Override
    public UpdateKeyDescriptionResponse updateKeyDescription(UpdateKeyDescriptionRequest request) {
        return keys().describeAnew(request);
    }

    private KeyOperations keys() {
        return new KeyOperations(service, caller);
    }

    @Override
    public CreateAliasResponse createAlias(CreateAliasRequest request) {
        return aliases().create(request);
    }

    @Override
    public UpdateAliasResponse updateAlias(UpdateAliasRequest request) {
        return aliases().update(request);
    }

    @Override
    public DeleteAliasResponse deleteAlias(DeleteAliasRequest request) {
        return aliases().delete(request);
    }

    @Override
    public ListAliasesResponse listAliases(ListAliasesRequest request) {
        return aliases().list(request);
    }

    private AliasOperations aliases() {
        return new AliasOperations(service, caller);
    }

    @Override
    public EncryptResponse encrypt(EncryptRequest request) {
        return ciphers().encrypt(request);
    }

    @Override
    public DecryptResponse decrypt(DecryptRequest request) {
        return ciphers().decrypt(request);
    }

    @Override
    public ReEncryptResponse reEncrypt(ReEncryptRequest request) {
        return ciphers().reEncrypt(request);
    }

    private CipherOperations ciphers() {
        return new CipherOperations(service, caller);
    }

    @Override
    public GenerateDataKeyResponse generateDataKey(GenerateDataKeyRequest request) {
        return dataKeys().generate(request);
    }

    @Override
    public GenerateDataKeyWithoutPlaintextResponse generateDataKeyWithoutPlaintext(GenerateDataKeyWithoutPlaintextRequest request) {
        return dataKeys().generate(request);
    }

    @Override
    public GenerateDataKeyPairResponse generateDataKeyPair(GenerateDataKeyPairRequest request) {
        return dataKeys().generate(request);
    }

    @Override
    public GenerateDataKeyPairWithoutPlaintextResponse generateDataKeyPairWithoutPlaintext(GenerateDataKeyPairWithoutPlaintextRequest request) {
        return dataKeys().generate(request);
    }

    @Override
    public GenerateRandomResponse generateRandom(GenerateRandomRequest request) {
        return dataKeys().random(request);
    }

    private DataKeyOperations dataKeys() {
        return new DataKeyOperations(service, caller);
    }

    /** Nothing is held: the service is for its owner to close. */
    @Override
    public void close() {}
}
