using System.Text;
using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.Identity;

namespace FhirAdapter.Tests.Destinations.FhirServers;

public sealed class RemoteStateTests
{
    [Fact]
    public void What_was_written_is_read_again()
    {
        RemoteResource[] resources =
        [
            new(new ResourceIdentity("Procedure", "urn:x", "ü\"1"), "p-1", "3", "aGFzaA=="),
            new(new ResourceIdentity("Observation", "", "2"), "o.2", null, null),
        ];

        Assert.Equal(resources, RemoteState.Read(RemoteState.Write(resources)));
    }

    [Fact]
    public void Nothing_is_written_as_nothing() => Assert.True(RemoteState.Write([]).IsEmpty);

    [Fact]
    public void A_chain_of_corrections_is_kept_with_what_it_replaced()
    {
        var written = new RemoteResource(new("Condition", "s", "v"), "c3", null, "h") { IsConfirmed = true, Dated = "2026-11-20", Replaced = ["c2", "c1"] };
        var alike = new RemoteResource(new("Condition", "s", "w"), "", null, null) { Foreign = (3, "alike") };

        var read = RemoteState.Read(RemoteState.Write([written, alike]));

        Assert.Equal(("c3", true, "2026-11-20"), (read[0].Id, read[0].IsConfirmed, read[0].Dated));
        Assert.Equal(["c2", "c1"], read[0].Replaced);
        Assert.Null(read[0].Foreign);
        Assert.True(read[1].IsOpen);
        Assert.Equal((3, "alike"), read[1].Foreign);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("{}")]
    [InlineData("[[\"Procedure\",\"s\",\"v\",\"../x\",null,null]]")]
    [InlineData("[[\"Procedure\",\"s\"")]
    [InlineData("[[1,2,3,4,5,6]]")]
    [InlineData("[[\"Procedure\",null,null,null,null,null]]")]
    public void Anything_else_is_as_if_nothing_were_known(string text) => Assert.Empty(RemoteState.Read(Encoding.UTF8.GetBytes(text)));
}
