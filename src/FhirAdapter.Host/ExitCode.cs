namespace FhirAdapter.Host;

/// <summary>What the command tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>All is well: everything due was delivered, or what was asked for was shown.</summary>
    public const int Success = 0;

    /// <summary>Something nobody expected.</summary>
    public const int Unexpected = 1;

    /// <summary>The command line or the settings are not usable.</summary>
    public const int Configuration = 2;

    /// <summary>Something is parked, held or still owed, or a record was refused.</summary>
    public const int NotAllDelivered = 3;
}
