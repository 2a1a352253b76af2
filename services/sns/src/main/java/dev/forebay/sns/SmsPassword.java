package dev.forebay.sns;

import java.util.Map;

/** The text that brings a one-time password, in the languages that AWS offers. */
final class SmsPassword {
    private static final String DEFAULT_LANGUAGE = "en-US";

    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("en-US", "Your verification code for text messages is %s."),
            Map.entry("en-GB", "Your verification code for text messages is %s."),
            Map.entry("es-419", "Su código de verificación para mensajes de texto es %s."),
            Map.entry("es-ES", "Tu código de verificación para mensajes de texto es %s."),
            Map.entry("de-DE", "Ihr Bestätigungscode für Textnachrichten lautet %s."),
            Map.entry("fr-CA", "Votre code de vérification pour les messages texte est %s."),
            Map.entry("fr-FR", "Votre code de vérification pour les SMS est %s."),
            Map.entry("it-IT", "Il codice di verifica per gli SMS è %s."),
            Map.entry("ja-JP", "SMSの確認コードは%sです。"),
            Map.entry("pt-BR", "Seu código de verificação para mensagens de texto é %s."),
            Map.entry("kr-KR", "문자 메시지 인증 코드는 %s입니다."),
            Map.entry("zh-CN", "您的短信验证码是 %s。"),
            Map.entry("zh-TW", "您的簡訊驗證碼是 %s。"));

    private SmsPassword() {}

    /** {@code language}: one of AWS's codes; null for the default. */
    static String text(String language, String password) {
        String text = TEXTS.get(language == null ? DEFAULT_LANGUAGE : language);
        if (text == null) {
            throw SnsErrors.invalidParameter("LanguageCode");
        }
        return text.replace("%s", password);
    }
}
