using System.Reflection;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>The code list of a <see cref="CodedText"/>, which belongs to the field and not to the type.</summary>
internal sealed class CodedTextCodes
{
    private readonly CodeForm _form;

    private CodedTextCodes(CodeForm form) => _form = form;

    public IReadOnlyList<string> Codes => _form.Codes;

    public static CodedTextCodes? Of(PropertyInfo property) =>
        property.GetCustomAttribute<CodeOfAttribute>() is { } source ? new CodedTextCodes(new CodeForm(source)) : null;

    public void Check(object content, FaultList faults)
    {
        if (content is CodedText { Code: { } code } && _form.FaultOf(code) is { } fault)
            faults.Add("code", fault, _form.Expected);
    }
}
