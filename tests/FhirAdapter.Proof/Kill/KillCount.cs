namespace FhirAdapter.Proof.Kill;

/// <summary>What was counted at one clinic.</summary>
internal sealed class KillCount
{
    public int Kills { get; set; }

    public int Accepted { get; set; }

    /// <summary>The requests that were answered with 202.</summary>
    public int Pushed { get; set; }

    public int NotAccepted { get; set; }

    public int Lost { get; set; }

    public int Stale { get; set; }

    public int Doubled { get; set; }

    public long Unexplained { get; set; }

    public long Owed { get; set; }

    /// <summary>The steps at which the worker was killed.</summary>
    public List<string> Reached { get; } = [];

    /// <summary>The steps that were not reached in time; the worker was killed where it was.</summary>
    public List<string> NotReached { get; } = [];

    public List<string> Failures { get; } = [];
}
