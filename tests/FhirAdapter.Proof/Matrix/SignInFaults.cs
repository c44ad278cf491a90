using FhirAdapter.Proof.FaultServer;
using FhirAdapter.Proof.FaultServer.SignIn;

namespace FhirAdapter.Proof.Matrix;

/// <summary>What goes wrong in its own way where a token is asked for.</summary>
internal static class SignInFaults
{
    /// <summary>A token that was good is so no more; for ever: none is, however new.</summary>
    public static void Expire(CellWorld world, Cell cell)
    {
        var old = world.Server.SignIn!.LastBearer;
        world.Server.Script.Arm(
            request => !SignInService.IsSignIn(request) && (cell.Shape == Shape.ForEver || request.Header("Authorization") == old),
            Fault.Say(Replies.Refusal(401, "expired")), int.MaxValue);
    }

    /// <summary>How a token endpoint says what a FHIR server says by a status.</summary>
    public static WireReply Refusal(int status, Shape shape) => status switch
    {
        401 => Replies.TokenRefusal(shape == Shape.Once ? 401 : 400, "invalid_client"),
        403 => Replies.TokenRefusal(403, "unauthorized_client"),
        400 or 422 => Replies.TokenRefusal(400, "invalid_request"),
        _ => Replies.Refusal(status, "exception"),
    };

    /// <summary>The smart-configuration as it is, with a token endpoint at another host.</summary>
    public static WireReply ForeignEndpoint(CellWorld world, WireReply reply)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(reply.Body)!;
        json["token_endpoint"] = world.Evil.Address + "token";
        return reply with { Body = System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()) };
    }
}
