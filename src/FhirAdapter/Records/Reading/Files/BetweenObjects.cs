namespace FhirAdapter.Records.Reading.Files;

/// <summary>What may stand between the objects of a file.</summary>
internal sealed class BetweenObjects(bool isArray)
{
    private State _state = isArray ? State.Begin : State.Objects;

    private enum State
    {
        Begin,
        First,
        AfterObject,
        AfterComma,
        Closed,
        Objects,
    }

    public string Expected => _state switch
    {
        State.Begin => "an array of objects",
        State.First => "an object or ]",
        State.AfterObject => "a comma or ]",
        State.AfterComma => "an object",
        State.Closed => "nothing after the array",
        _ => "an object for each record",
    };

    /// <summary>What is missing when the file ends here.</summary>
    public string? MissingAtEnd => _state is State.Closed or State.Objects ? null : "the ] of the array before the end of the file";

    public bool Allows(byte mark) => (_state, mark) switch
    {
        (State.Begin, (byte)'[') => true,
        (State.First, (byte)'{' or (byte)']') => true,
        (State.AfterObject, (byte)',' or (byte)']') => true,
        (State.AfterComma or State.Objects, (byte)'{') => true,
        _ => false,
    };

    public void Take(byte mark) => _state = (_state, mark) switch
    {
        (State.Objects, _) => State.Objects,
        (State.Begin, _) => State.First,
        (_, (byte)'{') => State.AfterObject,
        (_, (byte)',') => State.AfterComma,
        _ => State.Closed,
    };
}
