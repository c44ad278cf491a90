namespace FhirAdapter.WriteProfiles;

/// <summary>A way in which a record may reach a server.</summary>
internal enum Route
{
    /// <summary>As the resources it became, as far as the server takes them.</summary>
    Resources,

    /// <summary>As those resources, and beside them a DocumentReference with the whole report in plain text.</summary>
    ResourcesAndDocument,

    /// <summary>As a DocumentReference with the whole report in plain text.</summary>
    Document,

    /// <summary>As a QuestionnaireResponse to the published questionnaire of a needling session.</summary>
    QuestionnaireResponse,
}
