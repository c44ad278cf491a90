using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace FhirAdapter.Proof.FaultServer;

/// <summary>Answers that are wrong in the ways that servers and what stands before them are wrong.</summary>
internal static class Replies
{
    /// <summary>What was said, with the resource as its body, as of a server that passes over <c>Prefer</c>.</summary>
    public static WireReply WithBody(WireRequest request, WireReply reply) => reply.Body.Length > 0 || request.Body.Length == 0
        ? reply
        : reply with { Body = request.Body, ContentType = "application/fhir+json" };

    public static WireReply SignInPage() =>
        WireReply.Text(200, "<!doctype html><html><body><form>Sign in</form></body></html>") with { ContentType = "text/html" };

    public static WireReply HalfGzip(WireRequest request, WireReply reply)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(WithBody(request, reply).Body);
        var bytes = packed.ToArray();
        return reply with { Body = bytes[..(bytes.Length / 2)], ContentType = "application/fhir+json", Extra = [("Content-Encoding", "gzip")] };
    }

    /// <summary>JSON so deep that a careless reader falls over.</summary>
    public static WireReply Deep(WireReply reply) => reply with
    {
        Body = Encoding.ASCII.GetBytes("{\"resourceType\":\"Bundle\",\"x\":" + new string('[', 100_000)), ContentType = "application/fhir+json",
    };

    /// <summary>Says that another resource was written than the one that was sent.</summary>
    public static WireReply Renamed(WireReply reply, string location)
    {
        if (reply.Body.Length == 0)
            return reply with { Location = location };
        return EachEntry(reply, entries =>
        {
            foreach (var entry in entries)
                entry!["response"]!["location"] = location;
        });
    }

    /// <summary>Says that all went well and not what came of it.</summary>
    public static WireReply Nameless(WireReply reply, int? status = null)
    {
        if (reply.Body.Length == 0)
            return reply with { Status = status ?? reply.Status, Location = null, ETag = null };
        return EachEntry(reply, entries =>
        {
            foreach (var response in entries.Select(entry => entry!["response"]!.AsObject()))
            {
                response.Remove("location");
                response.Remove("etag");
                if (status is { } code)
                    response["status"] = code.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }
        });
    }

    public static WireReply EachEntry(WireReply reply, Action<JsonArray> change)
    {
        var json = JsonNode.Parse(reply.Body)!;
        change(json["entry"]!.AsArray());
        return reply with { Body = Encoding.UTF8.GetBytes(json.ToJsonString()) };
    }

    /// <summary>An OperationOutcome that quotes a patient's data, as servers do.</summary>
    public static WireReply Refusal(int status, string code) => WireReply.Text(status, $$"""
        {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"{{code}}","diagnostics":"Value '{{Clinic.ClinicRecords.Canary}} words' is not known",
        "expression":["{{Clinic.ClinicRecords.Canary}} words"]}]}
        """);

    /// <summary>What a token endpoint answers that gives no token (RFC 6749, 5.2), with words of its own.</summary>
    public static WireReply TokenRefusal(int status, string error) => WireReply.Text(status, $$"""
        {"error":"{{error}}","error_description":"{{Clinic.ClinicRecords.Canary}} words"}
        """) with { ContentType = "application/json" };
}
