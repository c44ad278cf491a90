namespace FhirAdapter.Proof.Simulation;

/// <summary>How likely what goes wrong is, in percent of the requests or steps.</summary>
/// <param name="Wire">A request or its answer is lost, late or refused.</param>
/// <param name="Crash">A process dies at one of the next steps.</param>
/// <param name="Pause">A process is stopped for longer than its lease and goes on as if nothing had been.</param>
/// <param name="Full">The disk is full at a commit.</param>
internal sealed record Weather(int Wire, int Crash, int Pause, int Full)
{
    public static readonly Weather Calm = new(0, 0, 0, 0);

    public static Weather Of(Random random) => random.Next(4) switch
    {
        0 => new(5, 2, 2, 1),
        1 => new(40, 5, 5, 3),
        2 => new(15, 20, 0, 5),
        _ => new(10, 5, 20, 0),
    };
}
