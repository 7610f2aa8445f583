package io.buddychat.testkit.ws;

import java.util.List;

/// Messages as no client should send them, with single quotes where JSON has double ones.
final class Malformed {

  private static final String QUERY = "{'query':'{ hello }'}";
  private static final int DEEP = 200;

  private Malformed() {}

  static final List<String> NO_JSON =
      List.of(
          "",
          " ",
          "hello",
          "{",
          "}",
          "{'type'",
          "{'type':}",
          "{type:'connection_init'}",
          "{'type':'connection_init'",
          "{'type':'connection_init',}",
          "{'type':'connection_init'}}",
          "{'type':'connection_init'} {'type':'connection_init'}",
          "{'type':'connection_init'};",
          "/**/{'type':'connection_init'}",
          "{'type':'connection_\u0000init'}",
          "\u0000",
          "{'type':'connection_init\n'}",
          "{'type':'\\x41'}",
          "{'type':'\\uD8'}",
          "{'type':NaN}",
          "{'type':Infinity}",
          "{'type':01}",
          "{'type':+1}",
          "{'type':.5}",
          "{'type':1.}",
          "{'type':0x10}",
          "{'type':" + "9".repeat(2_000) + "}",
          "\uFEFF{'type':'connection_init'}",
          "[".repeat(100_000),
          "{'a':".repeat(100_000));

  static final List<String> NO_MESSAGE =
      List.of(
          "null",
          "true",
          "1",
          "1e999999999",
          "'connection_init'",
          "[]",
          "[{'type':'connection_init'}]",
          "{}",
          "{'Type':'connection_init'}",
          "{'type':null}",
          "{'type':1}",
          "{'type':true}",
          "{'type':{}}",
          "{'type':['connection_init']}",
          "{'type':''}",
          "{'type':' connection_init'}",
          "{'type':'CONNECTION_INIT'}",
          "{'type':'unheard of'}",
          "{'type':'connection_ack'}",
          "{'type':'next','id':'1','payload':{}}",
          "{'type':'data','id':'1','payload':{}}",
          "{'type':'error','id':'1','payload':[]}",
          "{'type':'connection_init','type':'connection_init'}",
          "{'type':'connection_init','payload':{'a':1,'a':2}}",
          "{'type':'connection_init','payload':[]}",
          "{'type':'connection_init','payload':'token'}",
          "{'type':'connection_init','payload':0}",
          "{'type':'connection_init','payload':false}",
          "{'type':'connection_init','payload':"
              + "{'a':".repeat(DEEP)
              + "1"
              + "}".repeat(DEEP + 1),
          "{'type':'connection_init','payload':{'a':" + "[".repeat(DEEP) + "]".repeat(DEEP) + "}}",
          "{'type':'connection_init','payload':{'" + "n".repeat(2_000) + "':1}}",
          "{'type':'complete'}",
          "{'type':'complete','id':null}",
          "{'type':'complete','id':''}",
          "{'type':'complete','id':7}",
          "{'type':'complete','id':['1']}",
          "{'type':'complete','id':'" + "i".repeat(257) + "'}",
          "{'type':'subscribe','payload':" + QUERY + "}",
          "{'type':'subscribe','id':null,'payload':" + QUERY + "}",
          "{'type':'subscribe','id':'','payload':" + QUERY + "}",
          "{'type':'subscribe','id':1,'payload':" + QUERY + "}",
          "{'type':'subscribe','id':1.5,'payload':" + QUERY + "}",
          "{'type':'subscribe','id':true,'payload':" + QUERY + "}",
          "{'type':'subscribe','id':{},'payload':" + QUERY + "}",
          "{'type':'subscribe','id':['1'],'payload':" + QUERY + "}",
          "{'type':'subscribe','id':'1','id':'2','payload':" + QUERY + "}",
          "{'type':'subscribe','id':'" + "i".repeat(257) + "','payload':" + QUERY + "}",
          "{'type':'subscribe','id':'" + "i".repeat(100_000) + "','payload':" + QUERY + "}",
          "{'type':'subscribe','id':'1'}",
          "{'type':'subscribe','id':'1','payload':null}",
          "{'type':'subscribe','id':'1','payload':'{ hello }'}",
          "{'type':'subscribe','id':'1','payload':[]}",
          "{'type':'subscribe','id':'1','payload':1}",
          "{'type':'subscribe','id':'1','payload':{}}",
          "{'type':'subscribe','id':'1','payload':{'Query':'{ hello }'}}",
          "{'type':'subscribe','id':'1','payload':{'query':null}}",
          "{'type':'subscribe','id':'1','payload':{'query':1}}",
          "{'type':'subscribe','id':'1','payload':{'query':{}}}",
          "{'type':'subscribe','id':'1','payload':{'query':['{ hello }']}}",
          "{'type':'subscribe','id':'1','payload':{'query':'{ hello }','query':'{ hello }'}}",
          "{'type':'subscribe','id':'1','payload':{'query':'x','variables':[]}}",
          "{'type':'subscribe','id':'1','payload':{'query':'x','variables':'{}'}}",
          "{'type':'subscribe','id':'1','payload':{'query':'x','variables':1}}",
          "{'type':'subscribe','id':'1','payload':{'query':'x','variables':{'a':1,'a':1}}}",
          "{'type':'subscribe','id':'1','payload':{'query':'x','extensions':1}}",
          "{'type':'subscribe','id':'1','payload':{'query':'x','extensions':[]}}",
          "{'type':'subscribe','id':'1','payload':{'query':'x','operationName':1}}",
          "{'type':'subscribe','id':'1','payload':{'query':'x','operationName':{}}}");

  static final List<String> OF_THE_NEWER =
      List.of(
          "{'type':'ping','payload':'x'}",
          "{'type':'ping','payload':1}",
          "{'type':'ping','payload':[1]}",
          "{'type':'pong','payload':1}",
          "{'type':'pong','payload':[]}",
          "{'type':'ka'}",
          "{'type':'stop','id':'1'}",
          "{'type':'start','id':'1','payload':" + QUERY + "}",
          "{'type':'connection_terminate'}");

  static final List<String> OF_THE_OLDER =
      List.of(
          "{'type':'ping'}",
          "{'type':'pong'}",
          "{'type':'complete','id':'1'}",
          "{'type':'subscribe','id':'1','payload':" + QUERY + "}");

  /// Odd, but messages of the newer protocol: each asks for `hello`.
  static final List<String> ODD =
      List.of(
          " \t\r\n{ 'type' : 'subscribe' , 'id' : '1' , 'payload' : " + QUERY + " } \n",
          "{'payload':" + QUERY + ",'id':'1','type':'subscribe'}",
          "{'type':'subscribe','id':'1','payload':" + QUERY + ",'more':{'a':[1,null]}}",
          "{'type':'subscribe','id':'" + "i".repeat(256) + "','payload':" + QUERY + "}",
          "{'type':'subscribe','id':'\\u0000','payload':" + QUERY + "}",
          "{'type':'subscribe','id':'ü😀','payload':" + QUERY + "}",
          "{'type':'subscribe','id':'__proto__','payload':" + QUERY + "}",
          "{'type':'\\u0073ubscribe','id':'1','payload':" + QUERY + "}",
          "{'type':'subscribe','id':'1','payload':{'query':'{ hello }','operationName':''}}",
          "{'type':'subscribe','id':'1','payload':{'query':'{ hello }','variables':"
              + "{'big':123456789012345678901234567890,'small':1e-30,'none':null}}}",
          "{'type':'subscribe','id':'1','payload':{'query':'{ hello \\u0000 }'}}");
}
