"""KMS through boto3: prints one TAP line a test. The endpoint to test is in FOREBAY_ENDPOINT. What is signed and encrypted is
checked by OpenSSL, which knows nothing of the server."""

import base64
import hashlib
import hmac
import os
import subprocess
import tempfile
import uuid

from botocore.exceptions import ClientError
from clients import client
from tap import run_all, test

kms = client("kms")
MESSAGE = b"to be signed"


def key(spec="SYMMETRIC_DEFAULT", usage="ENCRYPT_DECRYPT", **more):
    return kms.create_key(KeySpec=spec, KeyUsage=usage, **more)["KeyMetadata"]


def refused(code, call):
    try:
        call()
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        return error.response["Error"]["Message"]
    raise AssertionError(f"not refused: {code}")


def openssl(*arguments, files=None, given=b""):
    """Runs OpenSSL with the files written where their names say {name}; returns whether it succeeded, and its output."""
    with tempfile.TemporaryDirectory() as directory:
        for name, content in (files or {}).items():
            with open(os.path.join(directory, name), "wb") as out:
                out.write(content)
        done = subprocess.run(
            ["openssl", *arguments], cwd=directory, input=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        return done.returncode == 0, done.stdout


def pem(public_key):
    return b"-----BEGIN PUBLIC KEY-----\n" + base64.encodebytes(public_key) + b"-----END PUBLIC KEY-----\n"


@test
def a_key_encrypts_and_decrypts_in_its_context():
    made = key(Description="boto", Tags=[{"TagKey": "a", "TagValue": "b"}])
    context = {"queue": "orders", "ü": "ß"}
    sealed = kms.encrypt(KeyId=made["KeyId"], Plaintext=b"text", EncryptionContext=context)
    assert sealed["KeyId"] == made["Arn"]
    assert kms.decrypt(CiphertextBlob=sealed["CiphertextBlob"], EncryptionContext=context)["Plaintext"] == b"text"
    assert refused("InvalidCiphertextException", lambda: kms.decrypt(CiphertextBlob=sealed["CiphertextBlob"])) == ""
    assert kms.list_resource_tags(KeyId=made["KeyId"])["Tags"] == [{"TagKey": "a", "TagValue": "b"}]


@test
def an_envelope_is_opened_by_its_key():
    made = key()
    name = f"alias/boto-{uuid.uuid4().hex}"
    kms.create_alias(AliasName=name, TargetKeyId=made["KeyId"])
    data_key = kms.generate_data_key(KeyId=name, KeySpec="AES_256")
    assert len(data_key["Plaintext"]) == 32
    assert kms.decrypt(CiphertextBlob=data_key["CiphertextBlob"])["Plaintext"] == data_key["Plaintext"]
    kms.enable_key_rotation(KeyId=made["KeyId"])
    assert kms.get_key_rotation_status(KeyId=made["KeyId"])["KeyRotationEnabled"]
    assert kms.decrypt(CiphertextBlob=data_key["CiphertextBlob"])["Plaintext"] == data_key["Plaintext"]
    moved = kms.re_encrypt(CiphertextBlob=data_key["CiphertextBlob"], DestinationKeyId=key()["KeyId"])
    assert kms.decrypt(CiphertextBlob=moved["CiphertextBlob"])["Plaintext"] == data_key["Plaintext"]
    assert any(alias["AliasName"] == name for page in kms.get_paginator("list_aliases").paginate() for alias in page["Aliases"])


@test
def openssl_verifies_rsa_signatures():
    made = key("RSA_2048", "SIGN_VERIFY")
    public = pem(kms.get_public_key(KeyId=made["KeyId"])["PublicKey"])
    for bits in (256, 384, 512):
        digest = hashlib.new(f"sha{bits}", MESSAGE).digest()
        for kind, message in (("RAW", MESSAGE), ("DIGEST", digest)):
            for padding, options in (
                ("PKCS1_V1_5", []),
                ("PSS", ["-sigopt", "rsa_padding_mode:pss", "-sigopt", f"rsa_pss_saltlen:{bits // 8}"]),
            ):
                signed = kms.sign(KeyId=made["KeyId"], Message=message, MessageType=kind, SigningAlgorithm=f"RSASSA_{padding}_SHA_{bits}")
                verified, said = openssl(
                    "dgst", f"-sha{bits}", "-verify", "key", "-signature", "sig", *options, "message",
                    files={"key": public, "sig": signed["Signature"], "message": MESSAGE})
                assert verified, (padding, bits, kind, said)


@test
def openssl_verifies_ecdsa_signatures():
    for spec, bits in (("ECC_NIST_P256", 256), ("ECC_NIST_P384", 384), ("ECC_NIST_P521", 512), ("ECC_SECG_P256K1", 256)):
        made = key(spec, "SIGN_VERIFY")
        public = pem(kms.get_public_key(KeyId=made["KeyId"])["PublicKey"])
        digest = hashlib.new(f"sha{bits}", MESSAGE).digest()
        for kind, message in (("RAW", MESSAGE), ("DIGEST", digest)):
            signed = kms.sign(KeyId=made["KeyId"], Message=message, MessageType=kind, SigningAlgorithm=f"ECDSA_SHA_{bits}")
            verified, said = openssl(
                "dgst", f"-sha{bits}", "-verify", "key", "-signature", "sig", "message",
                files={"key": public, "sig": signed["Signature"], "message": MESSAGE})
            assert verified, (spec, kind, said)


@test
def what_openssl_encrypts_is_decrypted():
    made = key("RSA_3072", "ENCRYPT_DECRYPT")
    public = pem(kms.get_public_key(KeyId=made["KeyId"])["PublicKey"])
    for bits, digest in ((1, "sha1"), (256, "sha256")):
        done, sealed = openssl(
            "pkeyutl", "-encrypt", "-pubin", "-inkey", "key", "-pkeyopt", "rsa_padding_mode:oaep",
            "-pkeyopt", f"rsa_oaep_md:{digest}", "-pkeyopt", f"rsa_mgf1_md:{digest}",
            files={"key": public}, given=MESSAGE)
        assert done
        opened = kms.decrypt(KeyId=made["KeyId"], CiphertextBlob=sealed, EncryptionAlgorithm=f"RSAES_OAEP_SHA_{bits}")
        assert opened["Plaintext"] == MESSAGE


@test
def a_pair_of_data_keys_is_good_for_openssl():
    pair = kms.generate_data_key_pair(KeyId=key()["KeyId"], KeyPairSpec="ECC_NIST_P256")
    files = {"private": pair["PrivateKeyPlaintext"], "public": pair["PublicKey"], "message": MESSAGE}
    done, signature = openssl("dgst", "-sha256", "-keyform", "DER", "-sign", "private", "message", files=files)
    assert done
    files["sig"] = signature
    files["key"] = pem(pair["PublicKey"])
    assert openssl("dgst", "-sha256", "-verify", "key", "-signature", "sig", "message", files=files)[0]
    assert kms.decrypt(CiphertextBlob=pair["PrivateKeyCiphertextBlob"])["Plaintext"] == pair["PrivateKeyPlaintext"]


@test
def macs_have_their_length_and_are_verified():
    for bits in (224, 256, 384, 512):
        made = key(f"HMAC_{bits}", "GENERATE_VERIFY_MAC")
        mac = kms.generate_mac(KeyId=made["KeyId"], Message=MESSAGE, MacAlgorithm=f"HMAC_SHA_{bits}")["Mac"]
        assert len(mac) == len(hmac.new(b"k", MESSAGE, f"sha{bits}").digest())
        assert kms.verify_mac(KeyId=made["KeyId"], Message=MESSAGE, Mac=mac, MacAlgorithm=f"HMAC_SHA_{bits}")["MacValid"]
        refused("KMSInvalidMacException", lambda: kms.verify_mac(
            KeyId=made["KeyId"], Message=b"other", Mac=mac, MacAlgorithm=f"HMAC_SHA_{bits}"))


@test
def a_disabled_key_does_nothing():
    made = key()
    kms.disable_key(KeyId=made["KeyId"])
    said = refused("DisabledException", lambda: kms.encrypt(KeyId=made["KeyId"], Plaintext=b"x"))
    assert said == made["Arn"] + " is disabled.", said
    deletion = kms.schedule_key_deletion(KeyId=made["KeyId"], PendingWindowInDays=7)
    assert deletion["KeyState"] == "PendingDeletion"
    said = refused("KMSInvalidStateException", lambda: kms.encrypt(KeyId=made["KeyId"], Plaintext=b"x"))
    assert said == made["Arn"] + " is pending deletion.", said
    kms.cancel_key_deletion(KeyId=made["KeyId"])
    assert kms.describe_key(KeyId=made["KeyId"])["KeyMetadata"]["KeyState"] == "Disabled"


@test
def grants_and_policies_are_kept():
    made = key()
    grant = kms.create_grant(
        KeyId=made["KeyId"], GranteePrincipal="arn:aws:iam::000000000000:role/worker", Operations=["Decrypt"],
        Constraints={"EncryptionContextSubset": {"a": "b"}})
    shown = kms.list_grants(KeyId=made["KeyId"])["Grants"][0]
    assert shown["GrantId"] == grant["GrantId"] and shown["Constraints"] == {"EncryptionContextSubset": {"a": "b"}}
    kms.retire_grant(GrantToken=grant["GrantToken"])
    assert kms.list_grants(KeyId=made["KeyId"])["Grants"] == []
    policy = kms.get_key_policy(KeyId=made["KeyId"], PolicyName="default")["Policy"]
    kms.put_key_policy(KeyId=made["KeyId"], PolicyName="default", Policy=policy)
    refused("MalformedPolicyDocumentException", lambda: kms.put_key_policy(KeyId=made["KeyId"], PolicyName="default", Policy="{}"))


@test
def bad_requests_get_the_errors_of_aws():
    refused("NotFoundException", lambda: kms.encrypt(KeyId="nonsense", Plaintext=b"x"))
    refused("NotFoundException", lambda: kms.describe_key(KeyId="alias/nobody"))
    refused("ValidationException", lambda: kms.encrypt(KeyId=key()["KeyId"], Plaintext=b"x" * 4097))
    refused("UnsupportedOperationException", lambda: kms.create_key(MultiRegion=True))
    refused("InvalidMarkerException", lambda: kms.list_keys(Marker="no marker!"))


if __name__ == "__main__":
    run_all()
