using System.CommandLine.Parsing;
using FhirAdapter.Records;

namespace FhirAdapter.Host.Commands;

/// <summary>Reads <c>KIND/ID</c> from the command line.</summary>
internal static class RecordArgument
{
    public static RecordKey? Parse(ArgumentResult argument)
    {
        if (argument.Tokens.Count == 0)
            return null;
        if (RecordKey.TryParse(argument.Tokens[0].Value, out var key))
            return key;
        argument.AddError(
            "The record is named as KIND/ID, where KIND is needling-procedure, contraindication-finding or pain-score; for example needling-procedure/DN-17.");
        return null;
    }
}
