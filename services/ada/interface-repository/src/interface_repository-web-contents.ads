--  /v1/contents: what a container contains.

with Kit.HTTP;

private package Interface_Repository.Web.Contents is

   procedure List (Request : Kit.HTTP.Request; Response : in out Kit.HTTP.Response);

end Interface_Repository.Web.Contents;
