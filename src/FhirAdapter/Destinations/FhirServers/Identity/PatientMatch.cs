using System.Buffers;
using System.Text.Json;
using FhirAdapter.Destinations.FhirServers.Http;

namespace FhirAdapter.Destinations.FhirServers.Identity;

/// <summary>Asks a server's own matching for patients (R4 patient-operation-match). All that a record says of its patient is the identifier.</summary>
internal sealed class PatientMatch(FhirServerConnection connection)
{
    private const string Path = "Patient/$match";

    /// <summary>Asks for patients, one request each.</summary>
    /// <returns>The answer for each, or the reply that made it impossible.</returns>
    public async Task<(Dictionary<ResourceIdentity, SearchAnswer> Found, FhirReply? Refusal)> FindAsync(
        IReadOnlyCollection<ResourceIdentity> patients, CancellationToken cancellationToken)
    {
        var found = new Dictionary<ResourceIdentity, SearchAnswer>();
        foreach (var patient in patients)
        {
            var request = new FhirRequest(HttpMethod.Post, Path, Parameters(patient), Repeatable: true);
            using var reply = await connection.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!reply.IsSuccess)
                return (found, reply.WithoutBody());
            if (MatchReplyReader.Read(reply.Body, patient) is not { } answer)
                return (found, new FhirReply(ReplyKind.Unknown));
            found[patient] = answer;
        }
        return (found, null);
    }

    private static ReadOnlyMemory<byte> Parameters(ResourceIdentity patient)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteString("resourceType", "Parameters");
        json.WriteStartArray("parameter");
        json.WriteStartObject();
        json.WriteString("name", "resource");
        json.WriteStartObject("resource");
        json.WriteString("resourceType", "Patient");
        json.WriteStartArray("identifier");
        json.WriteStartObject();
        json.WriteString("system", patient.System);
        json.WriteString("value", patient.Value);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("name", "onlyCertainMatches");
        json.WriteBoolean("valueBoolean", true);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }
}
